package dev.steward.registry;

import dev.steward.database.Database;
import dev.steward.query.Beside;
import dev.steward.query.Beside.Share;
import dev.steward.query.Condition;
import dev.steward.query.Condition.All;
import dev.steward.query.Condition.OneOf;
import dev.steward.query.CountedPage;
import dev.steward.query.Counting;
import dev.steward.query.Order;
import dev.steward.query.Page;
import dev.steward.query.Position;
import dev.steward.query.Selection;
import dev.steward.query.SortKey;
import dev.steward.query.Window;
import dev.steward.query.Window.After;
import dev.steward.query.Window.Before;
import dev.steward.query.Window.Start;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
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

  private static final int MOST_GATHERED = 20_000;

  /** Of more that one person has to do with, some are met soon by whoever walks in order. */
  private static final int MOST_BESIDE = 5_000;

  /** Those who stand beside few tell so sooner than the few do. */
  private static final Beside PEOPLE =
      new Beside("identity", Set.of(Attribute.ANSWERING, Attribute.OWNER));

  private static final Order BY_NAME = new Order(new SortKey.Of(Attribute.USER_NAME), false);

  private final Identities identities;
  private final Database database;
  private final BrowsingConfig patience;
  private final Clock clock;

  Browsing(Identities identities, Database database, BrowsingConfig patience, Clock clock) {
    this.identities = identities;
    this.database = database;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * What is looked for.
   *
   * @param among what they have to meet
   * @param hints what they meet as well if they meet that, and what may be found sooner: the rarest
   *     of them leads to the rest
   * @param beginning what is shown instead of {@code among} where there are many: those that stand
   *     together in the order; null when {@code among} can be walked in order
   * @param chosen what they have to meet besides
   * @param counted of how many of {@code among} is to be told
   * @param countedOfFew the same, where few were looked for among
   */
  public record Sought(
      Condition among,
      List<Condition> hints,
      @Nullable Condition beginning,
      Condition chosen,
      List<Condition> counted,
      List<Condition> countedOfFew) {

    public Sought {
      hints = List.copyOf(hints);
      counted = List.copyOf(counted);
      countedOfFew = List.copyOf(countedOfFew);
    }

    /** Where nothing leads to them sooner, and the same is counted of few and of many. */
    public Sought(
        Condition among, @Nullable Condition beginning, Condition chosen, List<Condition> counted) {
      this(among, List.of(), beginning, chosen, counted, List.of());
    }
  }

  /**
   * What was found.
   *
   * @param total how many there are; one beyond {@link #MANY} when there are more
   * @param counts how many meet each of what was to be counted, likewise, and behind them those of
   *     what is counted where there are few; none where many were looked for among, and some of
   *     what is rare might take long to count
   * @param found the ids of all, where few were looked for among; none elsewhere
   */
  public record Browsed(
      Page<Recorded> page, Extent extent, long total, List<Long> counts, List<UUID> found) {

    public Browsed {
      counts = List.copyOf(counts);
      found = List.copyOf(found);
    }
  }

  /** What of that which is looked for can be walked through. */
  public enum Extent {
    ALL,
    /** There are many: those that begin with what is looked for. */
    BEGINNING,
    /** There are many, and none begins with it: whichever are at hand. */
    SOME
  }

  /** Some of those that are looked for, in the order of their names. */
  public Browsed browse(Sought sought, Start start, int limit) {
    StandingAt standings = new StandingAt(clock.instant());
    Condition among = standings.in(sought.among());
    Condition chosen = standings.in(sought.chosen());
    Optional<Share> beside = PEOPLE.share(database, among, chosen, MOST_GATHERED);
    Optional<Condition> gatheredSoon =
        beside.filter(share -> share.among() > MANY).isPresent()
            ? Optional.empty()
            : few(among, sought.hints());
    boolean few = gatheredSoon.isPresent();
    among = gatheredSoon.orElse(among);
    Extent extent = Extent.ALL;
    if (!few && sought.beginning() != null) {
      Condition beginning = standings.in(sought.beginning());
      extent = isAny(beginning) ? Extent.BEGINNING : Extent.SOME;
      among = extent == Extent.BEGINNING ? beginning : among;
    }
    Window window = new Window(BY_NAME, start, limit);
    Condition both = new All(List.of(among, chosen));
    if (extent == Extent.SOME) {
      return new Browsed(
          identities.read(selection(both, false).some(database, limit)),
          extent,
          MANY + 1L,
          List.of(),
          List.of());
    }
    Met met =
        few
            ? new Met(selection(both, true).page(database, window), OptionalLong.empty())
            : met(both, beside, extent, window);
    Page<Recorded> page = identities.read(met.page());
    if (!few && !among.equals(Condition.ALWAYS)) {
      return uncounted(page, extent, both, start, met.total());
    }
    List<Condition> counted = new ArrayList<>(List.of(chosen));
    sought.counted().stream().map(standings::in).forEach(counted::add);
    if (few) {
      sought.countedOfFew().stream().map(standings::in).forEach(counted::add);
    }
    List<Long> counts =
        few
            ? new Counting(selection(among, true), MANY).each(database, counted)
            : new Counting(selection(among, false), MANY)
                .eachWithin(database, counted, patience.counting())
                .orElseGet(List::of);
    if (counts.isEmpty()) {
      return uncounted(page, extent, both, start, met.total());
    }
    return new Browsed(
        page,
        extent,
        counts.getFirst(),
        counts.subList(1, counts.size()),
        few
            ? selection(both, false).few(database, MANY, patience.looking()).orElseGet(List::of)
            : List.of());
  }

  /** Some of all of them, in the same order, for whoever goes through them and needs no numbers. */
  public Page<Recorded> page(Sought sought, Start start, int limit) {
    StandingAt standings = new StandingAt(clock.instant());
    Condition among = standings.in(sought.among());
    Condition chosen = standings.in(sought.chosen());
    Optional<Share> beside = PEOPLE.share(database, among, chosen, MOST_GATHERED);
    Window window = new Window(BY_NAME, start, limit);
    return identities.read(met(new All(List.of(among, chosen)), beside, Extent.ALL, window).page());
  }

  /**
   * A page of those that are looked for.
   *
   * @param total how many there are, or more than {@link #MANY}, where the way there tells
   */
  private record Met(Page<Position> page, OptionalLong total) {}

  /**
   * A page of many, in order. Where to walk takes long they are either few that stand far apart,
   * which are found sooner all at once, or the machine is busy.
   */
  private Met met(Condition both, Optional<Share> beside, Extent extent, Window window) {
    Optional<Share> told = extent == Extent.ALL ? beside : Optional.empty();
    Optional<Condition> theirs =
        told.filter(Browsing::isSoonerGathered).map(share -> share.byKeys(both));
    if (theirs.isPresent()) {
      CountedPage all = selection(theirs.get(), true).countedPage(database, window);
      return new Met(all.page(), OptionalLong.of(all.total()));
    }
    Optional<List<UUID>> few =
        beside.isEmpty()
            ? selection(both, false).few(database, MOST_BESIDE, patience.looking())
            : Optional.empty();
    if (few.isEmpty()) {
      Optional<Page<Position>> walked =
          selection(both, false).pageWithin(database, window, patience.walking());
      if (walked.isPresent()) {
        return new Met(
            walked.get(),
            told.filter(share -> share.chosen() > MANY).isPresent()
                ? OptionalLong.of(MANY + 1L)
                : OptionalLong.empty());
      }
      few = gathered(both, MOST_GATHERED);
    }
    return few.map(
            found ->
                new Met(
                    selection(new OneOf(Attribute.ID, found), true).page(database, window),
                    OptionalLong.of(found.size())))
        .orElseGet(
            () -> new Met(selection(both, false).page(database, window), OptionalLong.empty()));
  }

  /** Whether it takes no longer to find all than a walk in order might take. */
  private static boolean isSoonerGathered(Share share) {
    return share.rows() <= MOST_BESIDE || (share.rows() <= MOST_GATHERED && !share.isMost());
  }

  /** All, if they are no more than so many, however long it takes. */
  private Optional<List<UUID>> gathered(Condition both, int most) {
    List<UUID> found =
        selection(both, false).some(database, most + 1).rows().stream()
            .map(position -> (UUID) position.id())
            .toList();
    return found.size() > most ? Optional.empty() : Optional.of(found);
  }

  /** Those among whom is looked, by their ids, where they are few: nobody looks for them again. */
  private Optional<Condition> few(Condition among, List<Condition> hints) {
    for (Condition hint : hints) {
      Optional<List<UUID>> found = selection(hint, false).few(database, MANY, patience.hinting());
      if (found.isPresent()) {
        return Optional.of(new All(List.of(new OneOf(Attribute.ID, found.get()), among)));
      }
    }
    return selection(among, false)
        .few(database, MANY, patience.looking())
        .map(found -> new OneOf(Attribute.ID, found));
  }

  /** Where counting each box would take long: what is rare is looked for among all. */
  private Browsed uncounted(
      Page<Recorded> page, Extent extent, Condition both, Start start, OptionalLong known) {
    if (known.isPresent()) {
      return new Browsed(
          page, extent, Math.min(known.getAsLong(), MANY + 1L), List.of(), List.of());
    }
    if (!page.more() && isAtAnEnd(start)) {
      return new Browsed(page, extent, page.rows().size(), List.of(), List.of());
    }
    // Whoever asks has another way for many, and does not wait for a number.
    long total =
        new Counting(selection(both, false), MANY)
            .allWithin(database, patience.looking())
            .orElse(MANY + 1L);
    return new Browsed(page, extent, total, List.of(), List.of());
  }

  private static boolean isAtAnEnd(Start start) {
    return start.equals(new After(null)) || start.equals(new Before(null));
  }

  private boolean isAny(Condition condition) {
    return new Counting(selection(condition, false), 0).all(database) > 0;
  }

  private static Selection selection(Condition condition, boolean gathered) {
    return new Selection("identity", UUID.class, condition, gathered);
  }
}
