package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.caller.Caller;
import dev.steward.database.Asides;
import dev.steward.database.StorableText;
import dev.steward.group.Groups;
import dev.steward.people.Directory;
import dev.steward.people.People;
import dev.steward.people.PersonField;
import dev.steward.people.PersonRegistry;
import dev.steward.people.RecordedPerson;
import dev.steward.query.Condition;
import dev.steward.query.Condition.Compare;
import dev.steward.query.Condition.Operator;
import dev.steward.query.Page;
import dev.steward.query.Window;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The people. Whom the registry does not know yet, Keycloak may. */
@Singleton
@Priority(4)
class PersonStore implements ResourceStore<RecordedPerson> {

  /** No id and no user name is longer. */
  private static final int LONGEST = 255;

  static final ResourceType TYPE =
      new ResourceType(
          UserSchema.NAME,
          UserSchema.ENDPOINT,
          "The people who own and review",
          UserSchema.schema(),
          List.of(EnterpriseSchema.schema()),
          new PersonVocabulary(),
          true);

  private final PersonRegistry registry;
  private final Directory directory;
  private final People people;
  private final Groups groups;
  private final Caller caller;

  PersonStore(
      PersonRegistry registry, Directory directory, People people, Groups groups, Caller caller) {
    this.registry = registry;
    this.directory = directory;
    this.people = people;
    this.groups = groups;
    this.caller = caller;
  }

  @Override
  public ResourceType type(Connector connector) {
    return TYPE;
  }

  @Override
  public Optional<RecordedPerson> find(String id) {
    return find(id, Asides.NONE);
  }

  private Optional<RecordedPerson> find(String id, Asides asides) {
    if (!isAskable(id)) {
      return Optional.empty();
    }
    return directory
        .find(id, asides)
        .or(() -> directory.knows(id) ? Optional.empty() : stranger(id, asides));
  }

  private Optional<RecordedPerson> stranger(String id, Asides asides) {
    people.refresh(Set.of(id));
    return directory.find(id, asides);
  }

  /** The person and what is around them, in one journey to the database. */
  @Override
  public Optional<Sight<RecordedPerson>> look(String id, ScimRequest request) {
    var around = new AroundPerson();
    return find(id, asides(around, request)).map(found -> sight(found, around, request));
  }

  @Override
  public String id(RecordedPerson resource) {
    return resource.id();
  }

  @Override
  public long version(RecordedPerson resource) {
    return resource.version();
  }

  @Override
  public List<ObjectNode> documents(List<RecordedPerson> resources, ScimRequest request) {
    Set<String> ids = resources.stream().map(RecordedPerson::id).collect(Collectors.toSet());
    var documents =
        new PersonDocument(
            TYPE,
            request,
            managers(resources),
            request.projection(TYPE).mayShow("groups") ? groups.groupsOf(ids) : Map.of());
    return resources.stream().map(documents::of).toList();
  }

  private Map<String, String> managers(List<RecordedPerson> resources) {
    Set<String> ids =
        resources.stream()
            .map(person -> person.facts().employment().manager())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Map<String, String> names = new HashMap<>();
    if (!ids.isEmpty()) {
      people.known(ids).forEach((id, person) -> names.put(id, person.label()));
    }
    return names;
  }

  @Override
  public void expect(List<ObjectNode> documents) {
    Stream<String> userNames =
        documents.stream().map(document -> document.path("userName").asText(""));
    people.expect(Set.of(), askable(userNames.toList()));
  }

  @Override
  public Sight<RecordedPerson> create(ObjectNode document, ScimRequest request) {
    var around = new AroundPerson();
    RecordedPerson added =
        Refusals.told(
            () ->
                registry.add(
                    PersonReader.read(document, true), caller.actor(), asides(around, request)));
    return sight(added, around, request);
  }

  @Override
  public Sight<RecordedPerson> change(
      RecordedPerson before, ObjectNode document, Wording how, ScimRequest request) {
    var around = new AroundPerson();
    RecordedPerson after =
        Refusals.told(
            () ->
                registry.change(
                    before,
                    PersonReader.read(document, before.facts().active()),
                    caller.actor(),
                    asides(around, request)));
    return after.equals(before) ? sight(before, request) : sight(after, around, request);
  }

  private static Asides asides(AroundPerson around, ScimRequest request) {
    return request.isForIdOnly() ? Asides.NONE : around.asides(request.projection(TYPE));
  }

  private static Sight<RecordedPerson> sight(
      RecordedPerson person, AroundPerson around, ScimRequest request) {
    return new Sight<>(person, () -> around.document(person, TYPE, request));
  }

  @Override
  public void delete(RecordedPerson before) {
    Refusals.told(
        () -> {
          registry.remove(before.id(), before.version(), caller.actor());
          return before;
        });
  }

  @Override
  public Page<RecordedPerson> page(Condition condition, Window window) {
    Page<RecordedPerson> page = directory.page(condition, window);
    return page.rows().isEmpty() && isHeardOf(condition) ? directory.page(condition, window) : page;
  }

  @Override
  public long count(Condition condition) {
    long count = directory.count(condition);
    return count == 0 && isHeardOf(condition) ? directory.count(condition) : count;
  }

  /** A provisioning client asks for a user name before it makes a user; Keycloak may know it. */
  private boolean isHeardOf(Condition condition) {
    return condition instanceof Compare asked
        && asked.field() == PersonField.USER_NAME
        && asked.operator() == Operator.EQUAL
        && asked.value() instanceof String userName
        && isAskable(userName)
        && people.subjectOf(userName).isPresent();
  }

  /** Those of the texts that can be ids or user names. */
  static Set<String> askable(Collection<String> texts) {
    return texts.stream().filter(PersonStore::isAskable).collect(Collectors.toSet());
  }

  private static boolean isAskable(String text) {
    return !text.isBlank() && text.length() <= LONGEST && StorableText.isStorable(text);
  }
}
