package dev.steward.adoption;

import dev.steward.database.Database;
import dev.steward.delivery.Shadow;
import dev.steward.identity.Identity.Client;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may be the ones to answer for clients, with what speaks for each of them. */
@ApplicationScoped
class OwnerProposals {

  private final List<ClueSource> sources;
  private final Database database;

  OwnerProposals(@All List<ClueSource> sources, Database database) {
    this.sources = sources;
    this.database = database;
  }

  private record Refusal(String client, String person) {}

  /** The best few for each client of a page, the likeliest first. */
  Map<Client, List<Proposal>> of(List<Shadow> page) {
    if (page.isEmpty()) {
      return Map.of();
    }
    Map<Client, List<Clue>> clues = new HashMap<>();
    for (ClueSource source : sources) {
      source
          .clues(page)
          .forEach(
              (client, found) ->
                  clues.computeIfAbsent(client, none -> new ArrayList<>()).addAll(found));
    }
    Map<String, Set<String>> declined = declined(page);
    Map<Client, List<Proposal>> proposals = new HashMap<>();
    for (Shadow shadow : page) {
      proposals.put(
          shadow.client(),
          Ranking.of(
              clues.getOrDefault(shadow.client(), List.of()),
              declined.getOrDefault(shadow.client().uuid(), Set.of())));
    }
    return proposals;
  }

  private Map<String, Set<String>> declined(List<Shadow> page) {
    return database
        .list(
            """
            select a.client_uuid, c.person
            from adoption a join adoption_candidate c on c.adoption_id = a.id
            where a.realm = ? and a.client_uuid = any (?) and c.answer = 'DECLINED'
            """,
            row -> new Refusal(row.text("client_uuid"), row.text("person")),
            page.getFirst().client().realm(),
            page.stream().map(shadow -> shadow.client().uuid()).toList())
        .stream()
        .collect(
            Collectors.groupingBy(
                Refusal::client, Collectors.mapping(Refusal::person, Collectors.toSet())));
  }
}
