package dev.steward.adoption;

import dev.steward.adoption.Evidence.Source;
import dev.steward.database.Database;
import dev.steward.delivery.ClientFacts;
import dev.steward.delivery.Shadow;
import dev.steward.identity.Identity.Client;
import dev.steward.people.Namesakes;
import dev.steward.people.People;
import dev.steward.people.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people of a client's group: those whom Keycloak has in a group of its service account, and
 * those of the registry's teams that are called like one.
 */
@ApplicationScoped
class Teams implements ClueSource {

  private static final int ALONE = 45;
  private static final int OF_A_FEW = 30;
  private static final int OF_MANY = 15;
  private static final int FEW = 5;

  /** A larger team points at nobody. */
  private static final int MOST = 20;

  private final Database database;
  private final People people;
  private final Namesakes namesakes;

  Teams(Database database, People people, Namesakes namesakes) {
    this.database = database;
    this.people = people;
    this.namesakes = namesakes;
  }

  private record Member(String team, String person, int size) {}

  @Override
  public Map<Client, List<Clue>> clues(List<Shadow> page) {
    Map<Client, List<Clue>> clues = new HashMap<>();
    colleagues(page, clues);
    namesakes(page, clues);
    return clues;
  }

  /** Those whom Keycloak has in the very groups. */
  private void colleagues(List<Shadow> page, Map<Client, List<Clue>> clues) {
    Set<String> ids =
        page.stream()
            .flatMap(shadow -> shadow.facts().teams().stream())
            .flatMap(team -> team.people().stream())
            .collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return;
    }
    Map<String, List<Person>> meant = namesakes.of(ids);
    for (Shadow shadow : page) {
      for (ClientFacts.Team team : shadow.facts().teams()) {
        team.people().stream()
            .flatMap(id -> meant.getOrDefault(id, List.of()).stream())
            .flatMap(person -> clue(person, team.group(), team.people().size()))
            .forEach(clues.computeIfAbsent(shadow.client(), none -> new ArrayList<>())::add);
      }
    }
  }

  private void namesakes(List<Shadow> page, Map<Client, List<Clue>> clues) {
    Set<String> names =
        page.stream()
            .flatMap(shadow -> shadow.facts().groups().stream())
            .flatMap(Teams::names)
            .collect(Collectors.toSet());
    if (names.isEmpty()) {
      return;
    }
    Map<String, List<Member>> members =
        members(names).stream().collect(Collectors.groupingBy(Member::team));
    Map<String, Person> known =
        people.known(
            members.values().stream()
                .flatMap(List::stream)
                .map(Member::person)
                .collect(Collectors.toSet()));
    for (Shadow shadow : page) {
      List<Clue> found = clues.computeIfAbsent(shadow.client(), none -> new ArrayList<>());
      for (String group : shadow.facts().groups()) {
        names(group)
            .flatMap(name -> members.getOrDefault(name, List.of()).stream())
            .flatMap(member -> clue(known.get(member.person()), group, member.size()))
            .forEach(found::add);
      }
    }
  }

  private static Stream<Clue> clue(@Nullable Person person, String group, int size) {
    if (person == null) {
      return Stream.empty();
    }
    int weight = size == 1 ? ALONE : size <= FEW ? OF_A_FEW : OF_MANY;
    return Stream.of(
        new Clue(
            person,
            new Evidence(
                Source.TEAM,
                "its service account is in %s, a team of %d".formatted(group, size),
                weight)));
  }

  /** A path may be the name of a team, and so may its last part. */
  private static Stream<String> names(String path) {
    String whole = path.startsWith("/") ? path.substring(1) : path;
    String last = whole.substring(whole.lastIndexOf('/') + 1);
    return Stream.of(whole, last)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> !name.isBlank())
        .distinct();
  }

  private List<Member> members(Set<String> names) {
    return database.list(
        """
        select t.name, m.member, t.size
        from (
          select g.id, lower(g.display_name) as name, (
            select count(*) from scim_group_member m where m.group_id = g.id and m.type = 'USER'
          ) as size
          from scim_group g where lower(g.display_name) = any (?)
        ) as t
        join scim_group_member m on m.group_id = t.id and m.type = 'USER'
        where t.size <= ?
        """,
        row -> new Member(row.text("name"), row.text("member"), (int) row.number("size")),
        names,
        MOST);
  }
}
