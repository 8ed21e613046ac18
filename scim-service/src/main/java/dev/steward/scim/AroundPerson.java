package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.database.Aside;
import dev.steward.database.Asides;
import dev.steward.database.Row;
import dev.steward.group.Groups;
import dev.steward.group.Membership;
import dev.steward.people.People;
import dev.steward.people.RecordedPerson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A look at what other rooms of the database hold around one person {@code p}. */
final class AroundPerson {

  private static final String MANAGER =
      "select %s from person m where m.id = p.manager".formatted(People.label("m"));

  private final Map<String, String> managers = new HashMap<>();
  private final Map<String, List<Membership>> groups = new HashMap<>();

  /** What is to be known beside the person for an answer that shows so much. */
  Asides asides(Projection shows) {
    Asides manager = Asides.of(Aside.of(MANAGER, this::seeManager).needing("manager"));
    return shows.mayShow("groups")
        ? manager.and(Asides.of(Groups.around("p.id", this::seeGroups)))
        : manager;
  }

  /** The document of the person, as soon as it is known what stands beside them. */
  ObjectNode document(RecordedPerson person, ResourceType type, ScimRequest request) {
    return new PersonDocument(type, request, managers, groups).of(person);
  }

  private void seeManager(Row row, String column) {
    String label = row.optionalText(column);
    if (label != null) {
      managers.put(row.text("manager"), label);
    }
  }

  private void seeGroups(Row row, List<Membership> memberships) {
    groups.put(row.text("id"), memberships);
  }
}
