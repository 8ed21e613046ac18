package dev.steward.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import dev.steward.query.Condition;
import dev.steward.query.Order;
import dev.steward.query.SortKey;
import dev.steward.scim.Queryable.Fixed;
import dev.steward.scim.Queryable.Flag;
import dev.steward.scim.Queryable.Link;
import dev.steward.scim.Queryable.Plain;
import dev.steward.scim.Queryable.Whole;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code sortBy} (RFC 7644 section 3.4.2.3) as an order that the database can keep. */
record Sorting(ResourceType type) {

  /**
   * @param by the path of an attribute; null or blank for the ids
   */
  Order order(@Nullable String by, boolean descending) {
    return new Order(by == null || by.isBlank() ? null : key(by.strip()), descending);
  }

  /** The key, unless the attribute is the same for all of them. */
  private @Nullable SortKey key(String by) {
    AttributePath path =
        type.attribute(by)
            .orElseThrow(
                () ->
                    ScimException.invalidPath(
                        "sortBy: %s is no attribute of %s".formatted(by, type.name())));
    Queryable queryable = queryable(path);
    return switch (queryable) {
      case Plain plain when plain.field().isKept() -> chosen(path, new SortKey.Of(plain.field()));
      case Plain plain -> throw ScimException.invalidValue(refusal(path));
      case Flag flag -> chosen(path, new SortKey.Holds(flag.isTrue()));
      case Link link -> chosen(path, link.sorted());
      case Fixed fixed when fixed.isTheSameForAll() -> null;
      case Fixed fixed -> throw ScimException.invalidValue(refusal(path));
      case Whole whole -> throw ScimException.invalidValue(refusal(path));
    };
  }

  private Queryable queryable(AttributePath path) {
    return queryableAs(path)
        .or(() -> value(path).flatMap(this::queryableAs))
        .orElseThrow(() -> ScimException.invalidValue(refusal(path)));
  }

  private Optional<Queryable> queryableAs(AttributePath path) {
    return switch (path.toString()) {
      case "meta.resourceType", "schemas" -> Optional.of(Fixed.everywhere(List.of()));
      default -> type.vocabulary().of(path);
    };
  }

  /** A complex attribute is sorted by the value in it. */
  private static Optional<AttributePath> value(AttributePath path) {
    return path.sub() == null
        ? Schema.part(path.attribute(), "value").map(path::part)
        : Optional.empty();
  }

  private String refusal(AttributePath path) {
    String reason =
        path.sub() == null && path.attribute().getType() == AttributeDefinition.Type.COMPLEX
            ? "it has parts; name one of them behind a dot"
            : "it is not kept, but worked out when it is shown";
    return "no list is sorted by %s: %s"
        .formatted(path, type.vocabulary().whyNot(path).orElse(reason));
  }

  /** Of several values, the one that decides. */
  private SortKey chosen(AttributePath path, SortKey key) {
    Vocabulary vocabulary = type.vocabulary();
    return vocabulary
        .collection(path)
        .<SortKey>map(
            collection ->
                new SortKey.First(
                    collection,
                    vocabulary.among(path, Condition.ALWAYS),
                    vocabulary.primary(path).orElse(null),
                    key))
        .orElse(key);
  }
}
