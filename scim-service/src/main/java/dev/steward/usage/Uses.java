package dev.steward.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.delivery.GateConfig;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was counted, for those who ask. */
@ApplicationScoped
public class Uses {

  private final Database database;
  private final GateConfig gate;

  Uses(Database database, GateConfig gate) {
    this.database = database;
    this.gate = gate;
  }

  /**
   * A client's day.
   *
   * @param reasons why tokens were denied, or would have been; counts by name, like the others
   */
  public record Day(
      LocalDate day,
      long issued,
      long denied,
      long wouldHaveDenied,
      @JsonRawValue String reasons,
      @JsonRawValue String grants,
      @JsonRawValue String methods,
      @JsonRawValue String networks) {

    private static Day read(Row row) {
      return new Day(
          row.date("day"),
          row.number("issued"),
          row.number("denied"),
          row.number("would_have_denied"),
          row.text("reasons"),
          row.text("grants"),
          row.text("methods"),
          row.text("networks"));
    }
  }

  /** What tokens have. */
  public enum Kind {
    SCOPE,
    AUDIENCE,
    ROLE
  }

  /** How often a scope, an audience or a role was asked for and granted, and when. */
  public record Part(
      Kind kind,
      String name,
      long asked,
      long granted,
      @Nullable LocalDate lastAsked,
      @Nullable LocalDate firstGranted,
      @Nullable LocalDate lastGranted) {

    private static Part read(Row row) {
      return new Part(
          row.constant("kind", Kind.class),
          row.text("name"),
          row.number("asked"),
          row.number("granted"),
          row.optionalDate("last_asked"),
          row.optionalDate("first_granted"),
          row.optionalDate("last_granted"));
    }
  }

  /**
   * What enforcement would have stopped of one client.
   *
   * @param identity whose client it is; none when nobody registered it
   * @param clientId null when Keycloak does not list it any more
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Observed(
      String client,
      @Nullable String clientId,
      @Nullable UUID identity,
      @Nullable String userName,
      long wouldHaveDenied,
      long issued,
      @JsonRawValue String reasons,
      LocalDate firstDay,
      LocalDate lastDay) {

    private static Observed read(Row row) {
      return new Observed(
          row.text("client_uuid"),
          row.optionalText("client_id"),
          row.optionalUuid("id"),
          row.optionalText("user_name"),
          row.number("would_have_denied"),
          row.number("issued"),
          row.text("reasons"),
          row.date("first_day"),
          row.date("last_day"));
    }
  }

  /** The newest days first. */
  List<Day> days(Client client, LocalDate from, LocalDate to) {
    return database.list(
        """
        select day, issued, denied, would_have_denied, reasons::text, grants::text, methods::text,
          networks::text
        from use_of_client
        where realm = ? and client_uuid = ? and day between ? and ? order by day desc
        """,
        Day::read,
        client.realm(),
        client.uuid(),
        from,
        to);
  }

  List<Part> parts(Client client) {
    return database.list(
        """
        select kind, name, asked, granted, last_asked, first_granted, last_granted
        from use_of_part where realm = ? and client_uuid = ? order by kind, name limit 5000
        """,
        Part::read,
        client.realm(),
        client.uuid());
  }

  /** Those of whom enforcement would have stopped something, in the order of their uuids. */
  public List<Observed> observed(LocalDate from, LocalDate to, @Nullable String after, int limit) {
    return database.list(
        """
        with observed as (
          select realm, client_uuid, sum(would_have_denied)::bigint as would_have_denied,
            sum(issued)::bigint as issued, sum_counts(reasons)::text as reasons,
            min(day) as first_day, max(day) as last_day
          from use_of_client
          where realm = ? and would_have_denied > 0 and day between ? and ?
            and (?::text is null or client_uuid > ?)
          group by realm, client_uuid order by client_uuid limit ?)
        select o.*, c.client_id, i.id, i.user_name
        from observed o
        left join known_client c on c.realm = o.realm and c.client_uuid = o.client_uuid
        left join identity i on i.realm = o.realm and i.client_uuid = o.client_uuid
        order by o.client_uuid
        """,
        Observed::read,
        gate.realm(),
        from,
        to,
        after,
        after,
        limit);
  }

  /**
   * A place in the list of those of whom enforcement would have stopped most.
   *
   * @param wouldHaveDenied of whom there it would have stopped so much
   */
  public record Place(long wouldHaveDenied, String client) {

    /** Before all of them. */
    public static final Place FIRST = new Place(Long.MAX_VALUE, "");
  }

  /**
   * Those of whom enforcement would have stopped most first; nothing when to put all in this order
   * takes longer.
   */
  public Optional<List<Observed>> most(
      LocalDate from, LocalDate to, Place behind, int limit, Duration patience) {
    return database.listWithin(
        patience,
        """
        with counted as (
          select realm, client_uuid, sum(would_have_denied)::bigint as would_have_denied
          from use_of_client
          where realm = ? and would_have_denied > 0 and day between ? and ?
          group by realm, client_uuid),
        shown as (
          select * from counted
          where would_have_denied < ? or (would_have_denied = ? and client_uuid > ?)
          order by would_have_denied desc, client_uuid limit ?)
        select s.*, u.*, c.client_id, i.id, i.user_name
        from shown s
        cross join lateral (
          select sum(issued)::bigint as issued, sum_counts(reasons)::text as reasons,
            min(day) as first_day, max(day) as last_day
          from use_of_client
          where realm = s.realm and client_uuid = s.client_uuid and would_have_denied > 0
            and day between ? and ?) u
        left join known_client c on c.realm = s.realm and c.client_uuid = s.client_uuid
        left join identity i on i.realm = s.realm and i.client_uuid = s.client_uuid
        order by s.would_have_denied desc, s.client_uuid
        """,
        Observed::read,
        gate.realm(),
        from,
        to,
        behind.wouldHaveDenied(),
        behind.wouldHaveDenied(),
        behind.client(),
        limit,
        from,
        to);
  }
}
