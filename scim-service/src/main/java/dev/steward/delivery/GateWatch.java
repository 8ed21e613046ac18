package dev.steward.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.database.Database;
import dev.steward.database.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the gate last said about itself, for all replicas. */
@ApplicationScoped
class GateWatch {

  private final Database database;
  private final SealKeys keys;
  private final GateConfig config;

  GateWatch(Database database, SealKeys keys, GateConfig config) {
    this.database = database;
    this.keys = keys;
    this.config = config;
  }

  /**
   * The gate's word about itself.
   *
   * @param age how long ago it was asked, in the database's time
   */
  record Posture(boolean guardActive, List<String> problems, Duration age) {

    private static Posture read(Row row) {
      return new Posture(
          row.flag("guard_active"), row.texts("problems"), Duration.ofSeconds(row.number("age")));
    }
  }

  @Transactional
  void remember(JsonNode posture) {
    List<String> problems = new ArrayList<>();
    posture.path("problems").forEach(problem -> problems.add(problem.asText()));
    List<String> trusted = new ArrayList<>();
    posture.path("trustedKeys").forEach(key -> trusted.add(key.asText()));
    if (!trusted.contains(keys.sealingKeyId())) {
      problems.add(
          "the gate does not trust the key that seals permits; let it read /.well-known/steward-keys");
    }
    database.update(
        """
        insert into gate_posture (realm, guard_active, problems, asked_at, said)
        values (?, ?, ?, now(), ?::jsonb)
        on conflict (realm) do update set
          guard_active = excluded.guard_active, problems = excluded.problems,
          asked_at = excluded.asked_at, said = excluded.said
        """,
        config.realm(),
        posture.path("guardActive").asBoolean(false),
        problems,
        posture.toString());
  }

  /** A comparison came to its end. */
  void compared() {
    database.update(
        """
        insert into comparison (realm, finished_at) values (?, now())
        on conflict (realm) do update set
          finished_at = excluded.finished_at, trouble = null, trouble_at = null
        """,
        config.realm());
  }

  /** A comparison broke off. */
  void troubled(String trouble) {
    database.update(
        """
        insert into comparison (realm, trouble, trouble_at) values (?, ?, now())
        on conflict (realm) do update set
          trouble = excluded.trouble, trouble_at = excluded.trouble_at
        """,
        config.realm(),
        trouble);
  }

  /** Why registry and gate could not be compared, since they last were. */
  Optional<String> trouble() {
    return database.first(
        "select trouble from comparison where realm = ? and trouble is not null",
        row -> row.text("trouble"),
        config.realm());
  }

  Optional<Posture> posture() {
    return database.first(
        """
        select guard_active, problems, extract(epoch from now() - asked_at)::bigint as age
        from gate_posture where realm = ?
        """,
        Posture::read,
        config.realm());
  }
}
