package dev.steward.ownership;

import dev.steward.ownership.Orphan.Place;
import dev.steward.problem.Queries;
import dev.steward.table.CsvTable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The orphan report of now or of an earlier instant, part by part. */
@ApplicationScoped
public class OrphanReports {

  /** The headings of the report as a table. */
  public static final String[] COLUMNS = OrphanTable.COLUMNS;

  private final OrphanReport present;
  private final UrgentReport urgent;
  private final OrphanSorting sorting;
  private final PastReport past;

  OrphanReports(OrphanReport present, UrgentReport urgent, OrphanSorting sorting, PastReport past) {
    this.present = present;
    this.urgent = urgent;
    this.sorting = sorting;
    this.past = past;
  }

  /**
   * A part of a report; {@code next} is the {@code after} of the following one, null in the last.
   */
  public record Part(List<Orphan> orphans, @Nullable String next) {}

  /** The report at one instant. */
  public interface Report {

    /** A part of it; one of the past may be short although there is a next one. */
    Part part(@Nullable String after, int size);

    /** The reasons of which nobody can tell whether they held then. */
    Set<OrphanReason> untold();

    /** Writes all of it. */
    default void write(CsvTable table) {
      String next = null;
      do {
        Part part = part(next, Queries.LONGEST_PAGE);
        part.orphans().forEach(orphan -> OrphanTable.write(orphan, table));
        next = part.next();
      } while (next != null);
    }
  }

  /** The report of an instant, or of now when there is none. */
  public Report at(OrphanFilter filter, @Nullable Instant then) {
    return then == null ? new Present(filter) : new Past(filter, then);
  }

  /** A part of the report of now, the most urgent first. */
  public Part urgentFirst(OrphanFilter filter, @Nullable String after, int size) {
    return urgent.page(filter, after, size);
  }

  /** Whether something changed lately that has no place in that order yet. */
  public boolean isBehind() {
    return sorting.isBehind();
  }

  static Place place(@Nullable String after) {
    return after != null && after.startsWith(Place.SHADOW)
        ? new Place(null, after.substring(Place.SHADOW.length()))
        : new Place(Queries.uuid("after", after), null);
  }

  private final class Present implements Report {

    private final OrphanFilter filter;

    Present(OrphanFilter filter) {
      this.filter = filter;
    }

    @Override
    public Part part(@Nullable String after, int size) {
      List<Orphan> found = present.page(filter, place(after), size + 1);
      List<Orphan> shown = found.stream().limit(size).toList();
      return new Part(shown, found.size() > size ? shown.getLast().key() : null);
    }

    @Override
    public Set<OrphanReason> untold() {
      return Set.of();
    }
  }

  private final class Past implements Report {

    private final OrphanFilter filter;
    private final Instant then;

    Past(OrphanFilter filter, Instant then) {
      this.filter = filter;
      this.then = then;
    }

    @Override
    public Part part(@Nullable String after, int size) {
      PastReport.Stretch found = past.page(filter, then, place(after), size);
      return new Part(found.orphans(), found.next() == null ? null : found.next().key());
    }

    @Override
    public Set<OrphanReason> untold() {
      return past.untold(then);
    }
  }
}
