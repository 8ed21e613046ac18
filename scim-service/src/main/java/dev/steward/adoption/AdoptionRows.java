package dev.steward.adoption;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.steward.adoption.Adoption.State;
import dev.steward.database.Database;
import dev.steward.database.JsonColumn;
import dev.steward.database.Row;
import dev.steward.identity.Identity.Client;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of adoptions. */
@ApplicationScoped
class AdoptionRows {

  private static final String TOLD =
      """
      select id, realm, client_uuid, client_id, draft::text as draft, state, reason, opened_at,
        opened_by, closed_at, identity_id, unanswered_since
      """;

  private static final String COLUMNS = TOLD + "from adoption a\n";

  /** Those about which one person is asked. What was registered otherwise meanwhile is over. */
  static final String WAITING =
      """
      from adoption a
      where a.id in (
          select adoption_id from adoption_candidate
          where person = ? and role = 'OWNER' and answer = 'ASKED')
        and a.state = 'ASKED'
        and not exists (
          select from identity i where i.realm = a.realm and i.client_uuid = a.client_uuid)
      """;

  private static final TypeReference<AdoptionDraft> DRAFT = new TypeReference<>() {};

  private final Database database;
  private final CandidateRows candidates;
  private final JsonColumn json;

  AdoptionRows(Database database, CandidateRows candidates, JsonColumn json) {
    this.database = database;
    this.candidates = candidates;
    this.json = json;
  }

  /** Those of the given clients that are on their way, with the adoption. */
  Map<Client, UUID> open(Collection<Client> clients) {
    Map<Client, UUID> open = new HashMap<>();
    if (!clients.isEmpty()) {
      database.list(
          """
          select realm, client_uuid, id from adoption
          where (realm, client_uuid) in (select * from unnest(?::text[], ?::text[]))
            and closed_at is null
          """,
          row -> open.put(new Client(row.text("realm"), row.text("client_uuid")), row.uuid("id")),
          clients.stream().map(Client::realm).toList(),
          clients.stream().map(Client::uuid).toList());
    }
    return open;
  }

  /** How many clients that act on their own wait for somebody's answer. */
  long asked() {
    return database.number(
        """
        select count(*) from adoption a
        join known_client k on k.realm = a.realm and k.client_uuid = a.client_uuid
        where a.state = 'ASKED' and k.acts_by_itself and k.unmatched and not exists (
          select from identity i where i.realm = a.realm and i.client_uuid = a.client_uuid)
        """);
  }

  /** Those of the given words that name clients of registered identities. */
  Set<String> registered(Collection<String> words) {
    Set<String> registered = new HashSet<>();
    if (!words.isEmpty()) {
      database.list(
          """
          select k.client_id, k.client_uuid from known_client k
          join identity i on i.realm = k.realm and i.client_uuid = k.client_uuid
          where k.client_id = any (?) or k.client_uuid = any (?)
          """,
          row -> registered.addAll(List.of(row.text("client_id"), row.text("client_uuid"))),
          words,
          words);
    }
    return registered;
  }

  /** Begins an adoption; false when the client is on its way already. */
  boolean insert(Adoption adoption) {
    int inserted =
        database.update(
            """
            insert into adoption (
              id, realm, client_uuid, client_id, draft, state, opened_at, opened_by)
            values (?, ?, ?, ?, ?::jsonb, ?, ?, ?)
            on conflict (realm, client_uuid) where closed_at is null do nothing
            """,
            adoption.id(),
            adoption.client().realm(),
            adoption.client().uuid(),
            adoption.clientId(),
            json.text(adoption.identity()),
            adoption.state(),
            adoption.openedAt(),
            adoption.openedBy());
    if (inserted == 1) {
      adoption
          .candidates()
          .forEach(candidate -> candidates.add(adoption.id(), candidate, adoption.openedAt()));
    }
    return inserted == 1;
  }

  /** The adoption, until the end of the transaction nobody else's to decide. */
  Optional<Adoption> lock(UUID id) {
    return withCandidates(database.list(COLUMNS + "where id = ? for update", this::adoption, id))
        .stream()
        .findFirst();
  }

  Optional<Adoption> find(UUID id) {
    return withCandidates(database.list(COLUMNS + "where id = ?", this::adoption, id)).stream()
        .findFirst();
  }

  /**
   * A page, the oldest first.
   *
   * @param asked only those in which this person is asked, or null for all
   */
  List<Adoption> page(State state, @Nullable String asked, @Nullable UUID after, int limit) {
    return withCandidates(
        database.list(
            COLUMNS
                + """
                where state = ? and (?::uuid is null or id > ?)
                  and (?::text is null or exists (
                    select from adoption_candidate c
                    where c.adoption_id = a.id and c.person = ? and c.answer <> 'NOT_ASKED'
                      and (a.state <> 'ASKED' or c.answer = 'ASKED')))
                  and (state <> 'ASKED' or not exists (
                    select from identity i
                    where i.realm = a.realm and i.client_uuid = a.client_uuid))
                order by id limit ?
                """,
            this::adoption,
            state,
            after,
            after,
            asked,
            asked,
            limit));
  }

  /** Those about which a person is asked, the oldest first. */
  List<Adoption> waiting(String person, @Nullable UUID after, int limit) {
    return withCandidates(
        database.list(
            TOLD + WAITING + "  and (?::uuid is null or a.id > ?) order by a.id limit ?",
            this::adoption,
            person,
            after,
            after,
            limit));
  }

  /** Nobody is left who could be asked, and nobody has answered. */
  void unanswered(UUID adoption, Instant now) {
    database.update("update adoption set unanswered_since = ? where id = ?", now, adoption);
  }

  void close(
      UUID adoption, State state, @Nullable String reason, @Nullable UUID identity, Instant now) {
    database.update(
        """
        update adoption set state = ?, reason = ?, identity_id = ?, closed_at = ? where id = ?
        """,
        state,
        reason,
        identity,
        now,
        adoption);
  }

  private List<Adoption> withCandidates(List<Adoption> adoptions) {
    if (adoptions.isEmpty()) {
      return adoptions;
    }
    Map<UUID, List<Candidate>> asked = candidates.of(adoptions.stream().map(Adoption::id).toList());
    List<Adoption> complete = new ArrayList<>();
    for (Adoption one : adoptions) {
      complete.add(
          new Adoption(
              one.id(),
              one.client(),
              one.clientId(),
              one.identity(),
              one.state(),
              one.reason(),
              one.openedAt(),
              one.openedBy(),
              one.closedAt(),
              one.registered(),
              one.unansweredSince(),
              asked.getOrDefault(one.id(), List.of())));
    }
    return complete;
  }

  private Adoption adoption(Row row) {
    return new Adoption(
        row.uuid("id"),
        new Client(row.text("realm"), row.text("client_uuid")),
        row.text("client_id"),
        json.read(row.text("draft"), DRAFT),
        row.constant("state", State.class),
        row.optionalText("reason"),
        row.instant("opened_at"),
        row.text("opened_by"),
        row.optionalInstant("closed_at"),
        row.optionalUuid("identity_id"),
        row.optionalInstant("unanswered_since"),
        List.of());
  }
}
