package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.address.AddressPart;
import dev.steward.caller.Caller;
import dev.steward.group.Group;
import dev.steward.group.GroupRegistry;
import dev.steward.group.GroupRegistry.Facts;
import dev.steward.group.Groups;
import dev.steward.group.Member;
import dev.steward.group.Turnover;
import dev.steward.query.Condition;
import dev.steward.query.Page;
import dev.steward.query.Window;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The groups. */
@Singleton
@Priority(3)
class GroupStore implements ResourceStore<Group> {

  static final ResourceType TYPE =
      new ResourceType(
          GroupSchema.NAME,
          GroupSchema.ENDPOINT,
          "Teams of people, and sets of identities",
          GroupSchema.schema(),
          List.of(),
          new GroupVocabulary(),
          true);

  private final GroupRegistry registry;
  private final Groups groups;
  private final Caller caller;

  GroupStore(GroupRegistry registry, Groups groups, Caller caller) {
    this.registry = registry;
    this.groups = groups;
    this.caller = caller;
  }

  @Override
  public ResourceType type(Connector connector) {
    return TYPE;
  }

  @Override
  public Optional<Group> find(String id) {
    return Ids.read(id).flatMap(groups::find);
  }

  @Override
  public String id(Group resource) {
    return resource.id().toString();
  }

  @Override
  public long version(Group resource) {
    return resource.version();
  }

  @Override
  public List<ObjectNode> documents(List<Group> resources, ScimRequest request) {
    List<UUID> ids = resources.stream().map(Group::id).toList();
    Map<UUID, List<Member>> members =
        request.projection(TYPE).mayShow("members") ? groups.membersOf(ids) : Map.of();
    return resources.stream()
        .map(group -> document(group, members.getOrDefault(group.id(), List.of()), request))
        .toList();
  }

  private static ObjectNode document(Group group, List<Member> members, ScimRequest request) {
    ObjectNode document = ScimJson.object();
    document.putArray("schemas").add(GroupSchema.URN);
    document.put("id", group.id().toString());
    Fields.put(document, "externalId", group.externalId());
    document.put("displayName", group.displayName());
    for (Member member : members) {
      ObjectNode one =
          document
              .withArray("members")
              .addObject()
              .put("value", member.id())
              .put("$ref", request.base() + endpoint(member.type()) + AddressPart.of(member.id()))
              .put("type", type(member.type()));
      Fields.put(one, "display", member.display());
    }
    Fields.meta(
        document,
        TYPE,
        request.location(TYPE, group.id().toString()),
        group.created(),
        group.modified(),
        group.version());
    return document;
  }

  private static String type(Member.Type type) {
    return switch (type) {
      case USER -> UserSchema.NAME;
      case GROUP -> GroupSchema.NAME;
      case AGENT -> AgentDraft.NAME;
      case SERVICE_ACCOUNT -> ServiceAccountSchema.NAME;
    };
  }

  private static String endpoint(Member.Type type) {
    return switch (type) {
          case USER -> UserSchema.ENDPOINT;
          case GROUP -> GroupSchema.ENDPOINT;
          case AGENT -> AgentDraft.ENDPOINT;
          case SERVICE_ACCOUNT -> ServiceAccountSchema.ENDPOINT;
        }
        + "/";
  }

  @Override
  public Sight<Group> create(ObjectNode document, ScimRequest request) {
    return sight(
        Refusals.told(
            () ->
                registry.add(facts(document), new Turnover.All(members(document)), caller.actor())),
        request);
  }

  @Override
  public Sight<Group> change(Group before, ObjectNode document, Wording how, ScimRequest request) {
    return sight(changed(before, document, new Turnover.All(members(document))), request);
  }

  private Group changed(Group before, ObjectNode document, Turnover turnover) {
    return Refusals.told(
        () ->
            registry.change(
                before.id(), before.version(), facts(document), turnover, caller.actor()));
  }

  /** Members that are only joined by others, or left by some, need not be read. */
  @Override
  public Sight<Group> patch(Sight<Group> sight, Patch patch, ScimRequest request) {
    Optional<Set<String>> named = patch.named("members");
    if (named.isEmpty()) {
      return ResourceStore.super.patch(sight, patch, request);
    }
    Group before = sight.resource();
    List<Member> present = groups.membersOf(before.id(), named.get());
    ObjectNode document = document(before, present, request);
    patch.applyTo(document);
    ObjectNode clean = new DocumentCheck(TYPE, request.connector()).clean(document);
    return sight(
        changed(
            before,
            clean,
            new Turnover.Some(members(clean), present.stream().map(Member::id).toList())),
        request);
  }

  @Override
  public boolean isLong(Group resource) {
    return groups.isLarge(resource.id());
  }

  @Override
  public void delete(Group before) {
    Refusals.told(
        () -> {
          registry.remove(before.id(), before.version(), caller.actor());
          return before;
        });
  }

  private static Facts facts(ObjectNode document) {
    return new Facts(
        document.required("displayName").textValue(), Fields.text(document, "externalId"));
  }

  private static List<String> members(ObjectNode document) {
    List<String> members = new ArrayList<>();
    for (JsonNode member : document.path("members")) {
      String id = Fields.reference(member);
      if (id == null) {
        throw ScimException.invalidValue("members.value is the id of a member");
      }
      members.add(id);
    }
    return members;
  }

  @Override
  public Page<Group> page(Condition condition, Window window) {
    return groups.page(condition, window);
  }

  @Override
  public long count(Condition condition) {
    return groups.count(condition);
  }
}
