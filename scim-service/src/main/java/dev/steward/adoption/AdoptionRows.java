package dev.steward.adoption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steward.adoption.Adoption.State;
import dev.steward.adoption.Candidate.Answer;
import dev.steward.database.Database;
import dev.steward.database.Row;
import dev.steward.identity.Identity.Client;
import dev.steward.identity.Owner.Role;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of adoptions and of their candidates. */
@ApplicationScoped
class AdoptionRows {

  private static final String COLUMNS =
      """
      select id, realm, client_uuid, client_id, draft::text as draft, state, reason, opened_at,
        opened_by, closed_at, identity_id, unanswered_since
      from adoption a
      """;

  private final Database database;
  private final ObjectMapper json;

  AdoptionRows(Database database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  private record Of(UUID adoption, Candidate candidate) {}

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
            text(adoption.identity()),
            adoption.state(),
            adoption.openedAt(),
            adoption.openedBy());
    if (inserted == 1) {
      adoption
          .candidates()
          .forEach(candidate -> add(adoption.id(), candidate, adoption.openedAt()));
    }
    return inserted == 1;
  }

  void add(UUID adoption, Candidate candidate, Instant now) {
    database.update(
        """
        insert into adoption_candidate (
          adoption_id, place, person, role, weight, evidence, answer, asked_at)
        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
        on conflict (adoption_id, person, role) do update set
          answer = excluded.answer, weight = excluded.weight, evidence = excluded.evidence,
          asked_at = excluded.asked_at
        """,
        adoption,
        candidate.place(),
        candidate.person(),
        candidate.role(),
        candidate.weight(),
        text(candidate.evidence()),
        candidate.answer(),
        candidate.answer() == Answer.NOT_ASKED ? null : now);
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

  void answer(
      UUID adoption, Candidate candidate, Answer answer, @Nullable String reason, Instant now) {
    database.update(
        """
        update adoption_candidate set answer = ?, reason = ?, answered_at = ?,
          asked_at = coalesce(asked_at, ?)
        where adoption_id = ? and place = ?
        """,
        answer,
        reason,
        answer == Answer.ASKED ? null : now,
        now,
        adoption,
        candidate.place());
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
    Map<UUID, List<Candidate>> candidates =
        database
            .list(
                """
                select adoption_id, place, person, role, weight, evidence::text as evidence,
                  answer, reason, answered_at
                from adoption_candidate
                where adoption_id = any (?::text[]::uuid[]) order by adoption_id, place
                """,
                this::candidate,
                adoptions.stream().map(adoption -> adoption.id().toString()).toList())
            .stream()
            .collect(
                Collectors.groupingBy(
                    Of::adoption, Collectors.mapping(Of::candidate, Collectors.toList())));
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
              candidates.getOrDefault(one.id(), List.of())));
    }
    return complete;
  }

  private Adoption adoption(Row row) {
    return new Adoption(
        row.uuid("id"),
        new Client(row.text("realm"), row.text("client_uuid")),
        row.text("client_id"),
        read(row.text("draft"), new TypeReference<AdoptionDraft>() {}),
        row.constant("state", State.class),
        row.optionalText("reason"),
        row.instant("opened_at"),
        row.text("opened_by"),
        row.optionalInstant("closed_at"),
        row.optionalUuid("identity_id"),
        row.optionalInstant("unanswered_since"),
        List.of());
  }

  private Of candidate(Row row) {
    return new Of(
        row.uuid("adoption_id"),
        new Candidate(
            (int) row.number("place"),
            row.text("person"),
            row.constant("role", Role.class),
            (int) row.number("weight"),
            read(row.text("evidence"), new TypeReference<List<Evidence>>() {}),
            row.constant("answer", Answer.class),
            row.optionalText("reason"),
            row.optionalInstant("answered_at")));
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds JSON that is none", e);
    }
  }
}
