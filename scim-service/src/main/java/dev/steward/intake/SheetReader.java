package dev.steward.intake;

import dev.steward.adoption.NamedOwners.Named;
import dev.steward.adoption.Template;
import dev.steward.adoption.Template.Most;
import dev.steward.adoption.Template.Rhythm;
import dev.steward.identity.Owner.Role;
import dev.steward.intake.Sheet.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what the rows of a sheet say about identities. */
final class SheetReader {

  private SheetReader() {}

  static List<Row> rows(Sheet sheet) {
    return sheet.lines().stream().map(SheetReader::row).toList();
  }

  private static Row row(Line line) {
    Optional<String> client = line.text(Column.CLIENT);
    String name = client.or(() -> line.text(Column.NAME)).orElse("");
    if (name.isEmpty()) {
      return new Row.Unreadable(
          line.row(), "", "NO_NAME", "the row names neither a client nor an identity");
    }
    try {
      return new Row.Wanted(line.row(), name, client.isPresent(), template(line), owners(line));
    } catch (IllegalArgumentException e) {
      return Row.Unreadable.invalid(line.row(), name, String.valueOf(e.getMessage()));
    }
  }

  private static Template template(Line line) {
    List<String> grants = line.words(Column.GRANTS);
    List<String> scopes = line.words(Column.SCOPES);
    String every = line.text(Column.CADENCE).orElse(null);
    Template template =
        new Template(
            line.text(Column.CLIENT).flatMap(client -> line.text(Column.NAME)).orElse(null),
            line.text(Column.EXTERNAL_ID).orElse(null),
            line.text(Column.DISPLAY_NAME).orElse(null),
            line.text(Column.DESCRIPTION).orElse(null),
            line.text(Column.KIND).orElse(null),
            line.text(Column.TIER).orElse(null),
            line.text(Column.PURPOSE).orElse(null),
            line.text(Column.ENVIRONMENT).orElse(null),
            every == null ? null : new Rhythm(every, null, null),
            line.words(Column.CONTROLS),
            new Most(
                grants.isEmpty() ? null : grants,
                scopes.isEmpty() ? null : scopes,
                line.text(Column.LONGEST_TOKEN).orElse(null)));
    template.check();
    return template;
  }

  private static List<Named> owners(Line line) {
    List<Named> owners = new ArrayList<>();
    line.people(Column.OWNER).forEach(word -> owners.add(new Named(word, Role.OWNER)));
    line.people(Column.BACKUP).forEach(word -> owners.add(new Named(word, Role.BACKUP)));
    line.people(Column.SPONSOR).forEach(word -> owners.add(new Named(word, Role.SPONSOR)));
    return owners;
  }
}
