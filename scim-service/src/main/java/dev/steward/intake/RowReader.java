package dev.steward.intake;

import dev.steward.adoption.NamedOwners.Named;
import dev.steward.adoption.Template;
import dev.steward.adoption.Template.Most;
import dev.steward.adoption.Template.Rhythm;
import dev.steward.identity.Owner.Role;
import dev.steward.intake.Sheet.Line;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a row says about an identity. */
final class RowReader {

  private RowReader() {}

  /** How the row names what it is about: its client, or else its name. */
  static @Nullable String name(Line line) {
    return line.text(Column.CLIENT).or(() -> line.text(Column.NAME)).orElse(null);
  }

  /**
   * What it is to become.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static Template template(Line line) {
    List<String> grants = line.words(Column.GRANTS);
    List<String> scopes = line.words(Column.SCOPES);
    String every = line.text(Column.CADENCE).orElse(null);
    Template template =
        new Template(
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

  /** Who is to answer for it. */
  static List<Named> owners(Line line) {
    List<Named> owners = new ArrayList<>();
    line.people(Column.OWNER).forEach(word -> owners.add(new Named(word, Role.OWNER)));
    line.people(Column.BACKUP).forEach(word -> owners.add(new Named(word, Role.BACKUP)));
    line.people(Column.SPONSOR).forEach(word -> owners.add(new Named(word, Role.SPONSOR)));
    return owners;
  }
}
