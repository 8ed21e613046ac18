package dev.steward.delivery;

import static dev.steward.delivery.ShadowRows.CANDIDATES;
import static dev.steward.delivery.ShadowRows.OTHER_CANDIDATES;
import static dev.steward.delivery.ShadowRows.UNREGISTERED;

import dev.steward.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clients of our realm that can act on their own and that nobody registered. */
@ApplicationScoped
public class Shadows {

  private static final String OTHERS = OTHER_CANDIDATES + UNREGISTERED;

  private static final String TOLD =
      "select realm, client_uuid, client_id, enabled, first_seen, power, facts::text as facts\n";

  private static final String SHADOWS = TOLD + CANDIDATES + UNREGISTERED;

  private static final String BEHIND =
      """
        and client_uuid collate "C" > ? order by client_uuid collate "C"
      """;

  private static final String WEAKER =
      """
        and (power, client_uuid collate "C") < (?, ?)
      order by power desc, client_uuid collate "C" desc
      """;

  /** Whether somebody registered them is looked up for those only whose names are as asked. */
  private static final String CALLED =
      TOLD
          + """
            from (
              select realm, client_uuid, client_id, enabled, first_seen, power, facts
            """
          + CANDIDATES
          + WEAKER
          + """
              limit ?
            ) as c
            where strpos(lower(client_id), lower(?)) > 0
            """
          + UNREGISTERED
          + """
            order by power desc, client_uuid collate "C" desc limit ?
            """;

  private final Database database;
  private final GateConfig config;

  Shadows(Database database, GateConfig config) {
    this.database = database;
    this.config = config;
  }

  /** A place in the order of what they can do. */
  public record Place(int power, String client) {

    /** Before all of them. */
    public static final Place FIRST = new Place(Integer.MAX_VALUE, "");
  }

  /** A page of them, those that can do most first. */
  public List<Shadow> strongest(Place after, int limit) {
    return database.list(
        SHADOWS + WEAKER + "limit ?",
        Shadow::read,
        config.realm(),
        after.power(),
        after.client(),
        limit);
  }

  /** A page of them, in the order of their uuids. */
  public List<Shadow> page(@Nullable String after, int limit) {
    return database.list(
        SHADOWS + BEHIND + "limit ?",
        Shadow::read,
        config.realm(),
        after == null ? "" : after,
        limit);
  }

  /**
   * Those among the next so many candidates behind a place that have a part in their names,
   * whatever its case; those that can do most first.
   */
  public List<Shadow> called(String part, Place after, int next, int limit) {
    return database.list(
        CALLED, Shadow::read, config.realm(), after.power(), after.client(), next, part, limit);
  }

  /** The place of the last of the next so many candidates behind one, if there are as many. */
  public Optional<Place> last(Place after, int next) {
    return database.first(
        "select power, client_uuid " + CANDIDATES + WEAKER + "offset ? limit 1",
        row -> new Place((int) row.number("power"), row.text("client_uuid")),
        config.realm(),
        after.power(),
        after.client(),
        next - 1);
  }

  /** Those whom the given words name, by uuid or by the name under which they ask for tokens. */
  public List<Shadow> named(Collection<String> words) {
    return database.list(
        SHADOWS + "  and (client_uuid = any (?) or client_id = any (?)) order by client_id",
        Shadow::read,
        config.realm(),
        words,
        words);
  }

  /** Whether it is the client that the registry itself signs in with. */
  public boolean isOurOwn(Shadow shadow) {
    return shadow.clientId().equals(config.clientId());
  }

  /**
   * How many there are beside the client that the registry itself signs in with; no further than
   * one beyond {@code most}.
   */
  public long countOthers(int most) {
    return database.number(
        "select count(*) from (select " + OTHERS + "limit ?) as shadow",
        config.realm(),
        config.clientId(),
        most + 1);
  }

  /** The same, however many there are. */
  public long countOthers() {
    return database.number("select count(*) " + OTHERS, config.realm(), config.clientId());
  }
}
