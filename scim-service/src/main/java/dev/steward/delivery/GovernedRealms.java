package dev.steward.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.steward.database.Database;
import dev.steward.database.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The realms that permits are delivered to: what their gates said about themselves, and what waits
 * to be delivered. Ages are in the database's time, as deliveries are.
 */
@ApplicationScoped
public class GovernedRealms {

  private final Database database;
  private final GateConfig config;
  private final SealKeys keys;
  private final ObjectMapper json;

  GovernedRealms(Database database, GateConfig config, SealKeys keys, ObjectMapper json) {
    this.database = database;
    this.config = config;
    this.keys = keys;
    this.json = json;
  }

  /**
   * A realm, as far as the registry knows.
   *
   * @param posture null when its gate was never asked
   * @param compared how long ago registry and gate were last compared from end to end
   * @param trouble why they could not be compared since
   * @param waiting permits that wait to be delivered
   * @param dead permits that were tried too often
   * @param oldest for how long the oldest of both has waited
   */
  public record Realm(
      String name,
      @Nullable Posture posture,
      @Nullable Duration compared,
      @Nullable String trouble,
      long waiting,
      long dead,
      @Nullable Duration oldest) {

    public long undelivered() {
      return waiting + dead;
    }
  }

  /**
   * What a gate said about itself; what it did not say is null.
   *
   * @param asked how long ago
   * @param mode what it does with requests that the permit does not cover
   * @param unregistered what it does with clients that nobody registered
   * @param trusted the ids of the keys whose permits it takes
   * @param pushingTo where it tells what happens
   */
  public record Posture(
      boolean guardActive,
      List<String> problems,
      Duration asked,
      @Nullable String mode,
      @Nullable String unregistered,
      @Nullable String keycloakVersion,
      @Nullable String extensionVersion,
      List<String> trusted,
      @Nullable Instant keysLoadedAt,
      @Nullable String pushingTo,
      long signalsWaiting,
      long signalsDropped) {

    public boolean observes() {
      return "observe".equals(mode);
    }
  }

  /** The id of the key that seals permits. */
  public String sealingKey() {
    return keys.sealingKeyId();
  }

  /**
   * What a gate lets pass, as it last said.
   *
   * @param idle whether its guard is not active, so that it refuses nobody anything
   * @param observing whether what permits do not cover passes
   * @param unregistered whether clients pass that nobody registered
   */
  public record Leniency(boolean idle, boolean observing, boolean unregistered) {

    public static final Leniency UNTOLD = new Leniency(false, false, true);

    /** Whether an ended permit costs its client no token. */
    public boolean letsPass() {
      return idle || observing;
    }

    /** Whether clients get tokens that nobody registered. */
    public boolean letsStrangersPass() {
      return idle || unregistered;
    }
  }

  /** What the gate of a realm lets pass. One that said nothing yet is taken to be as installed. */
  public Leniency leniency(String realm) {
    return database
        .first(
            "select guard_active, said::text as said from gate_posture where realm = ?",
            this::leniency,
            realm)
        .orElse(Leniency.UNTOLD);
  }

  private Leniency leniency(Row row) {
    JsonNode said = said(row.optionalText("said"));
    return new Leniency(
        !row.flag("guard_active"),
        "observe".equals(said.path("mode").textValue()),
        !"enforce".equals(said.path("unregistered").textValue()));
  }

  /** All of them, our own first. */
  public List<Realm> all() {
    return database.list(
        """
        select r.realm, g.guard_active, g.problems, g.said::text as said,
          extract(epoch from now() - g.asked_at)::bigint as asked,
          extract(epoch from now() - c.finished_at)::bigint as compared, c.trouble,
          (select count(*) from parcel p where p.realm = r.realm and p.state = 'WAITING') as waiting,
          (select count(*) from parcel p where p.realm = r.realm and p.state = 'DEAD') as dead,
          (select extract(epoch from now() - min(p.enqueued_at))::bigint from parcel p
           where p.realm = r.realm and p.state in ('WAITING', 'DEAD')) as oldest
        from (
          select ? as realm union select realm from gate_posture
          union select realm from parcel where state in ('WAITING', 'DEAD')) as r
        left join gate_posture g on g.realm = r.realm
        left join comparison c on c.realm = r.realm
        order by r.realm <> ?, r.realm
        """,
        this::read,
        config.realm(),
        config.realm());
  }

  private Realm read(Row row) {
    Long asked = row.optionalNumber("asked");
    return new Realm(
        row.text("realm"),
        asked == null ? null : posture(row, Duration.ofSeconds(asked)),
        seconds(row.optionalNumber("compared")),
        row.optionalText("trouble"),
        row.number("waiting"),
        row.number("dead"),
        seconds(row.optionalNumber("oldest")));
  }

  private Posture posture(Row row, Duration asked) {
    JsonNode said = said(row.optionalText("said"));
    List<String> trusted = new ArrayList<>();
    said.path("trustedKeys").forEach(key -> trusted.add(key.asText()));
    return new Posture(
        row.flag("guard_active"),
        row.texts("problems"),
        asked,
        said.path("mode").textValue(),
        said.path("unregistered").textValue(),
        said.path("keycloakVersion").textValue(),
        said.path("extensionVersion").textValue(),
        List.copyOf(trusted),
        instant(said.path("keysLoadedAt").textValue()),
        said.path("pushingTo").textValue(),
        said.path("signalsWaiting").asLong(0),
        said.path("signalsDropped").asLong(0));
  }

  private JsonNode said(@Nullable String text) {
    try {
      return text == null ? MissingNode.getInstance() : json.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static @Nullable Duration seconds(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  /** Another server's word: what is no instant is not shown. */
  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
