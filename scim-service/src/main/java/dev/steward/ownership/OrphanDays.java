package dev.steward.ownership;

import dev.steward.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** How many orphans there were at the end of each day (UTC), from when they were first counted. */
@ApplicationScoped
public class OrphanDays {

  private final Database database;

  OrphanDays(Database database) {
    this.database = database;
  }

  /**
   * A day's end, or today so far.
   *
   * @param ownerless identities that nobody present had accepted to answer for
   * @param found how many there were for each reason; one orphan may have several
   */
  public record Day(LocalDate day, long ownerless, Map<OrphanReason, Long> found) {

    public long of(OrphanReason reason) {
      return found.getOrDefault(reason, 0L);
    }
  }

  /** The days from one on on which they were counted. */
  public List<Day> since(LocalDate first) {
    Map<LocalDate, Map<String, Long>> counts = new TreeMap<>();
    database.list(
        "select day, reason, found from orphan_day where day >= ?",
        row ->
            counts
                .computeIfAbsent(row.date("day"), day -> new TreeMap<>())
                .put(row.text("reason"), row.number("found")),
        first);
    return counts.entrySet().stream().map(one -> day(one.getKey(), one.getValue())).toList();
  }

  private static Day day(LocalDate day, Map<String, Long> counts) {
    Map<OrphanReason, Long> found = new EnumMap<>(OrphanReason.class);
    for (OrphanReason reason : OrphanReason.values()) {
      if (counts.containsKey(reason.name())) {
        found.put(reason, Objects.requireNonNull(counts.get(reason.name())));
      }
    }
    return new Day(day, counts.getOrDefault(OrphanTally.OWNERLESS, 0L), found);
  }
}
