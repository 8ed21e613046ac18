package dev.steward.deploy.bench;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.Meta;
import de.captaingoldfish.scim.sdk.common.resources.complex.Name;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Users in the memory of the process; a filter is the library's own, asked of each user. */
final class UsersInMemory extends ResourceHandler<User> {

  private final Clock clock = Clock.systemUTC();
  private final ConcurrentSkipListMap<String, User> byId = new ConcurrentSkipListMap<>();
  private final Map<String, String> idsByName = new ConcurrentHashMap<>();

  UsersInMemory(int size) {
    for (int n = 1; n <= size; n++) {
      User user =
          User.builder()
              .userName(Users.userName(n))
              .name(Name.builder().givenName("Given " + n).familyName("Family " + n).build())
              .emails(List.of(Email.builder().value(Users.email(n)).primary(true).build()))
              .active(true)
              .build();
      add(Users.id(n), user);
    }
  }

  @Override
  public User createResource(User user, Context context) {
    if (idsByName.containsKey(user.getUserName().orElseThrow())) {
      throw new ConflictException("the user name is taken");
    }
    return add(UUID.randomUUID().toString(), user);
  }

  private User add(String id, User user) {
    Instant now = clock.instant();
    user.setId(id);
    // The library has put one in that it does not let go of.
    Meta meta = user.getMeta().orElseGet(() -> Meta.builder().build());
    meta.setCreated(now);
    meta.setLastModified(now);
    if (user.getMeta().isEmpty()) {
      user.setMeta(meta);
    }
    byId.put(id, user);
    idsByName.put(user.getUserName().orElseThrow(), id);
    return user;
  }

  @Override
  public @Nullable User getResource(
      String id,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    return byId.get(id);
  }

  @Override
  public PartialListResponse<User> listResources(
      long startIndex,
      int count,
      @Nullable FilterNode filter,
      @Nullable SchemaAttribute sortBy,
      @Nullable SortOrder sortOrder,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    List<User> users =
        filter == null
            // the library leaves out those before the page
            ? byId.values().stream().limit(startIndex - 1 + count).toList()
            : List.copyOf(byId.values());
    return PartialListResponse.<User>builder()
        .resources(users)
        .totalResults(filter == null ? byId.size() : users.size())
        .build();
  }

  @Override
  public User updateResource(User user, Context context) {
    String id = user.getId().orElseThrow();
    User before = byId.get(id);
    if (before == null) {
      throw new ResourceNotFoundException("no user " + id);
    }
    user.getMeta().ifPresent(meta -> meta.setLastModified(clock.instant()));
    byId.put(id, user);
    return user;
  }

  @Override
  public void deleteResource(String id, Context context) {
    User user = byId.remove(id);
    if (user == null) {
      throw new ResourceNotFoundException("no user " + id);
    }
    idsByName.remove(user.getUserName().orElseThrow());
  }
}
