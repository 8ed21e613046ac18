package dev.steward.console.orphan;

import dev.steward.adoption.Adoptions;
import dev.steward.adoption.ShadowReport;
import dev.steward.console.Given;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.FormParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shadows that a form is about: those whose boxes are ticked, or all that a filter finds.
 *
 * @param every whether it is about all that the filter finds and about whom nobody is asked yet
 */
public record PickedShadows(
    @FormParam("client") @Nullable List<String> client,
    @FormParam("every") @Nullable String every,
    @FormParam("name") @Nullable String name,
    @FormParam("flag") @Nullable List<String> flag) {

  /** Their uuids; as many as can be answered at once when it is about all. */
  List<String> clients(ShadowReport report) {
    if (Given.text(every) == null) {
      return client == null ? List.of() : client;
    }
    List<String> found =
        report.clients(ShadowFilters.read(name, flag, true), Adoptions.MOST_AT_ONCE);
    if (found.isEmpty()) {
      throw new BadRequestException("somebody is asked already about all that the filter finds");
    }
    return found;
  }
}
