package dev.steward.console.orphan;

import dev.steward.adoption.Adoptions;
import dev.steward.adoption.ShadowReport;
import dev.steward.console.Given;
import dev.steward.console.errand.Chosen;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.FormParam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form about shadows: those whose boxes are ticked, or all that a filter finds, and what is to
 * be done with them. What is not asked for is kept, too, for whoever comes back to the form.
 *
 * @param every whether it is about all that the filter finds
 * @param unasked whether the filter finds only those about whom nobody is asked yet
 */
public record PickedShadows(
    @FormParam("client") @Nullable List<String> client,
    @FormParam("every") @Nullable String every,
    @FormParam("name") @Nullable String name,
    @FormParam("flag") @Nullable List<String> flag,
    @FormParam("unasked") @Nullable String unasked,
    @FormParam("tier") @Nullable String tier,
    @FormParam("purpose") @Nullable String purpose,
    @FormParam("environment") @Nullable String environment,
    @FormParam("controls") @Nullable String controls,
    @FormParam("owners") @Nullable String owners,
    @FormParam("stop") @Nullable String stop,
    @FormParam("reason") @Nullable String reason) {

  /** The form as it was left. */
  Map<String, List<String>> asLeft() {
    Map<String, List<String>> fields = new HashMap<>();
    fields.put("ticked", client == null ? List.of() : client);
    fields.put("every", Chosen.field(every));
    fields.put("tier", Chosen.field(tier));
    fields.put("purpose", Chosen.field(purpose));
    fields.put("environment", Chosen.field(environment));
    fields.put("controls", Chosen.field(controls));
    fields.put("owners", Chosen.field(owners));
    fields.put("stop", Chosen.field(stop));
    fields.put("reason", Chosen.field(reason));
    return fields;
  }

  /** The uuids of those to ask somebody about: of all, those about whom nobody is asked yet. */
  List<String> toAskAbout(ShadowReport report) {
    return clients(report, true, "somebody is asked already about all that the filter finds");
  }

  /** The uuids of those to stop. A question about one is no reason to let it go on. */
  List<String> toStop(ShadowReport report) {
    return clients(
        report,
        Given.text(unasked) != null,
        "the filter finds no more clients that can be stopped");
  }

  /** As many as can be answered at once when it is about all. */
  private List<String> clients(ShadowReport report, boolean onlyUnasked, String ifNone) {
    if (Given.text(every) == null) {
      return client == null ? List.of() : client;
    }
    List<String> found =
        report.clients(ShadowFilters.read(name, flag, onlyUnasked), Adoptions.MOST_AT_ONCE);
    if (found.isEmpty()) {
      throw new BadRequestException(ifNone);
    }
    return found;
  }
}
