package dev.steward.console.intake;

import dev.steward.intake.Imported;
import dev.steward.intake.Imported.Outcome;
import dev.steward.intake.SheetImports.Taken;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What would come of a list.
 *
 * @param ignored the headings of columns that mean nothing here
 * @param rows those that are refused first; no more than people read
 * @param more how many there are beyond
 * @param some how many rows would do something
 * @param from the form in which it was brought
 */
@CheckedTemplate(basePath = "console/intake", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record ListPreview(
    UUID ticket,
    List<String> ignored,
    List<Imported> rows,
    long more,
    long some,
    long asked,
    long registered,
    long unchanged,
    long refused,
    String from)
    implements TemplateInstance {

  private static final int MOST_SHOWN = 500;

  static ListPreview of(UUID ticket, Taken taken, String from) {
    List<Imported> rows = taken.rows();
    long asked = many(rows, Outcome.WOULD_ASK);
    long registered = many(rows, Outcome.WOULD_REGISTER);
    return new ListPreview(
        ticket,
        taken.ignored(),
        rows.stream()
            .sorted(Comparator.comparing(row -> row.outcome() != Outcome.REFUSED))
            .limit(MOST_SHOWN)
            .toList(),
        Math.max(0, rows.size() - MOST_SHOWN),
        asked + registered,
        asked,
        registered,
        many(rows, Outcome.UNCHANGED),
        many(rows, Outcome.REFUSED),
        from);
  }

  private static long many(List<Imported> rows, Outcome outcome) {
    return rows.stream().filter(row -> row.outcome() == outcome).count();
  }
}
