package dev.steward.intake;

import dev.steward.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BadRequestException;
import java.util.List;

/** Takes in lists as spreadsheets export them. */
@ApplicationScoped
public class SheetImports {

  private final Imports imports;

  SheetImports(Imports imports) {
    this.imports = imports;
  }

  /**
   * What came, or would come, of a list.
   *
   * @param ignored the headings of columns that mean nothing here
   */
  public record Taken(List<String> ignored, List<Imported> rows) {

    public Taken {
      ignored = List.copyOf(ignored);
      rows = List.copyOf(rows);
    }
  }

  /** What would come of each row. */
  public Taken preview(byte[] list) {
    Sheet sheet = read(list);
    return new Taken(sheet.ignored(), imports.preview(SheetReader.rows(sheet)));
  }

  /** Takes every row in that can be taken. */
  public Taken take(byte[] list, Actor actor) {
    Sheet sheet = read(list);
    return new Taken(sheet.ignored(), imports.run(SheetReader.rows(sheet), actor, list));
  }

  private static Sheet read(byte[] list) {
    try {
      return Sheet.read(list);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
  }
}
