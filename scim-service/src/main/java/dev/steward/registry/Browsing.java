package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Order;
import dev.steward.query.Page;
import dev.steward.query.Selection;
import dev.steward.query.SortKey;
import dev.steward.query.Window;
import dev.steward.query.Window.Start;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Identities by name, for people who look around among a million of them.
 *
 * <p>Few are found first and put in order after; many are walked in order. So neither what is rare
 * nor what stands at the far end of the order takes long.
 */
@ApplicationScoped
public class Browsing {

  /** Beyond so many there are many. */
  public static final int MANY = 1_000;

  private static final int MOST_GATHERED = 5_000;
  private static final Duration PATIENCE = Duration.ofMillis(150);
  private static final Order BY_NAME = new Order(new SortKey.Of(Attribute.USER_NAME), false);

  private final Identities identities;
  private final Database database;
  private final Clock clock;

  Browsing(Identities identities, Database database, Clock clock) {
    this.identities = identities;
    this.database = database;
    this.clock = clock;
  }

  /**
   * What is looked for.
   *
   * @param among what they have to meet
   * @param narrowed what of {@code among} is shown when there are many; null for all of it
   * @param chosen what they have to meet besides, which counts leave out where they say so
   * @param counted of how many of {@code among} is to be told
   */
  public record Sought(
      Condition among, @Nullable Condition narrowed, Condition chosen, List<Condition> counted) {

    public Sought {
      counted = List.copyOf(counted);
    }
  }

  /**
   * What was found.
   *
   * @param total how many there are; one beyond {@link #MANY} when there are more
   * @param counts how many meet each of what was to be counted, likewise
   * @param narrowed whether there were many and only some of them are shown
   */
  public record Browsed(Page<Recorded> page, long total, List<Long> counts, boolean narrowed) {

    public Browsed {
      counts = List.copyOf(counts);
    }
  }

  /** Some of those that are looked for, in the order of their names. */
  public Browsed browse(Sought sought, Start start, int limit) {
    StandingAt standings = new StandingAt(clock.instant());
    Condition among = standings.in(sought.among());
    boolean few = selection(among, false).isAtMost(database, MANY, PATIENCE);
    boolean narrowed = false;
    if (!few && sought.narrowed() != null) {
      Condition some = standings.in(sought.narrowed());
      if (selection(some, false).counts(database, List.of(Condition.ALWAYS), 1).getFirst() > 0) {
        among = some;
        narrowed = true;
      }
    }
    Condition chosen = standings.in(sought.chosen());
    List<Condition> counted =
        Stream.concat(Stream.of(chosen), sought.counted().stream().map(standings::in)).toList();
    List<Long> counts = selection(among, few).counts(database, counted, MANY);
    return new Browsed(
        page(new All(List.of(among, chosen)), new Window(BY_NAME, start, limit), few),
        counts.getFirst(),
        counts.subList(1, counts.size()),
        narrowed);
  }

  private Page<Recorded> page(Condition condition, Window window, boolean few) {
    boolean gathered =
        few || selection(condition, false).isAtMost(database, MOST_GATHERED, PATIENCE);
    return identities.read(selection(condition, gathered).page(database, window));
  }

  private static Selection selection(Condition condition, boolean gathered) {
    return new Selection("identity", UUID.class, condition, gathered);
  }
}
