package dev.steward.adoption;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.steward.adoption.Candidate.Answer;
import dev.steward.database.Database;
import dev.steward.database.JsonColumn;
import dev.steward.database.Row;
import dev.steward.identity.Owner.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of those who may be asked in adoptions, and of what they said. */
@ApplicationScoped
class CandidateRows {

  private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

  private final Database database;
  private final JsonColumn json;

  CandidateRows(Database database, JsonColumn json) {
    this.database = database;
    this.json = json;
  }

  private record Of(UUID adoption, Candidate candidate) {}

  /** The candidates of adoptions, in the order in which they are asked. */
  Map<UUID, List<Candidate>> of(Collection<UUID> adoptions) {
    return database
        .list(
            """
            select adoption_id, place, person, role, weight, evidence::text as evidence,
              answer, reason, answered_at
            from adoption_candidate
            where adoption_id = any (?::text[]::uuid[]) order by adoption_id, place
            """,
            this::read,
            adoptions.stream().map(UUID::toString).toList())
        .stream()
        .collect(
            Collectors.groupingBy(
                Of::adoption, Collectors.mapping(Of::candidate, Collectors.toList())));
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
        json.text(candidate.evidence()),
        candidate.answer(),
        candidate.answer() == Answer.NOT_ASKED ? null : now);
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

  private Of read(Row row) {
    return new Of(
        row.uuid("adoption_id"),
        new Candidate(
            (int) row.number("place"),
            row.text("person"),
            row.constant("role", Role.class),
            (int) row.number("weight"),
            json.read(row.text("evidence"), EVIDENCE),
            row.constant("answer", Answer.class),
            row.optionalText("reason"),
            row.optionalInstant("answered_at")));
  }
}
