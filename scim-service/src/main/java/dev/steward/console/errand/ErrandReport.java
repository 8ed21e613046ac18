package dev.steward.console.errand;

import dev.steward.errand.Errand;
import dev.steward.errand.Errand.Outcome;
import dev.steward.errand.Errand.Result;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What became of each of many.
 *
 * @param finished whether all of it is done
 * @param results those that were refused first
 * @param room the address of the room that it belongs to
 */
@CheckedTemplate(basePath = "console/errand", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record ErrandReport(
    Errand errand,
    boolean finished,
    List<Result> results,
    long done,
    long unchanged,
    long refused,
    String room,
    String roomTitle)
    implements TemplateInstance {

  static ErrandReport of(Errand errand, String room, String roomTitle) {
    List<Result> results =
        Objects.requireNonNullElse(errand.results(), List.<Result>of()).stream()
            .sorted(Comparator.comparing(result -> result.outcome() != Outcome.REFUSED))
            .toList();
    return new ErrandReport(
        errand,
        errand.results() != null,
        results,
        many(results, Outcome.DONE),
        many(results, Outcome.UNCHANGED),
        many(results, Outcome.REFUSED),
        room,
        roomTitle);
  }

  private static long many(List<Result> results, Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }
}
