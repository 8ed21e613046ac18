package dev.steward.group;

import dev.steward.database.Database;
import dev.steward.people.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What can be in a group: whoever and whatever is there. */
@ApplicationScoped
class Candidates {

  /** How many strangers Keycloak is asked about. */
  private static final int MOST_STRANGERS = 200;

  private final Database database;
  private final People people;

  Candidates(Database database, People people) {
    this.database = database;
    this.people = people;
  }

  /** A thing that is there. */
  private record Candidate(String id, Member.Type type) {}

  /**
   * The ids, as the registry writes them, in the same order, and what they are of. Whom nobody
   * knows here, Keycloak is asked about.
   *
   * @throws NoSuchMember naming the first that is not there
   */
  SequencedMap<String, Member.Type> named(Collection<String> ids) {
    Map<String, Member.Type> types = types(ids);
    List<String> strangers = ids.stream().filter(id -> !types.containsKey(id)).toList();
    Map<String, String> aliases = Map.of();
    if (!strangers.isEmpty()) {
      people.refresh(strangers.stream().limit(MOST_STRANGERS).toList());
      aliases = people.aliases(strangers);
      types.putAll(types(strangers));
      types.putAll(types(aliases.values()));
    }
    SequencedMap<String, Member.Type> named = new LinkedHashMap<>();
    for (String id : ids) {
      String known = aliases.getOrDefault(id, id);
      Member.Type type = types.get(known);
      if (type == null) {
        throw new NoSuchMember(id);
      }
      named.put(known, type);
    }
    return named;
  }

  private Map<String, Member.Type> types(Collection<String> ids) {
    return database
        .list(
            """
            with named as (
              select id, case when id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                then id::uuid end as uuid
              from unnest(?::text[]) as n (id))
            select n.id, 'USER' as type from named n join person p on p.id = n.id where p.listed
            union all
            select n.id, 'GROUP' from named n join scim_group g on g.id = n.uuid
            union all
            select n.id, case i.kind when 'AI_AGENT' then 'AGENT' else 'SERVICE_ACCOUNT' end
            from named n join identity i on i.id = n.uuid where i.intent <> 'REVOKED'
            """,
            row -> new Candidate(row.text("id"), row.constant("type", Member.Type.class)), ids)
        .stream()
        .collect(Collectors.toMap(Candidate::id, Candidate::type, (one, other) -> one));
  }
}
