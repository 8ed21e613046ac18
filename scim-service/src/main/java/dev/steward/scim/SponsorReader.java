package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.steward.identity.Owner;
import dev.steward.identity.Owner.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads who sponsors an identity, which {@code sponsor} says and {@code owners} does, too.
 *
 * <p>The sponsor is the first of the owners whose role is that. A client that changes one place and
 * sends the other back as it was means the change.
 */
final class SponsorReader {

  private static final Comparator<Owner> ORDER = Comparator.comparing(Owner::person);

  private final List<Owner> before;
  private final boolean patched;

  /**
   * @param patched whether the document is a whole resource after a PATCH, in which what is absent
   *     was taken away; in other documents it was only not said
   */
  SponsorReader(List<Owner> before, boolean patched) {
    this.before = before;
    this.patched = patched;
  }

  /** The one to show, if there is any. */
  static @Nullable Owner sponsor(List<Owner> owners) {
    return owners.stream().filter(SponsorReader::isSponsor).min(ORDER).orElse(null);
  }

  /**
   * Everybody who answers for it.
   *
   * @param named those whom the other places name
   */
  List<Owner> read(List<Owner> named, @Nullable JsonNode value) {
    String said = value == null ? null : OwnersReader.person("sponsor", value);
    Set<String> sponsors = sponsors(named);
    Owner known = sponsor(before);
    String was = known == null ? null : known.person();
    boolean asBefore = sponsors.equals(sponsors(before));
    if (said == null) {
      return patched && asBefore ? replaced(named, was, null) : named;
    }
    boolean sentBack = said.equals(was);
    if (sponsors.contains(said) || (sentBack && patched)) {
      return named;
    }
    if (sponsors.isEmpty() || asBefore) {
      return replaced(named, was, said);
    }
    if (sentBack) {
      return named;
    }
    throw ScimException.invalidValue(
        "sponsor: %s is none of the sponsors that owners names, %s; name the same person, or use one of the two"
            .formatted(said, sponsors));
  }

  private static List<Owner> replaced(
      List<Owner> named, @Nullable String was, @Nullable String said) {
    Stream<Owner> others =
        named.stream().filter(owner -> !isSponsor(owner) || !owner.person().equals(was));
    return Stream.concat(
            others, Stream.ofNullable(said).map(person -> new Owner(person, Role.SPONSOR, null)))
        .toList();
  }

  private static Set<String> sponsors(List<Owner> owners) {
    return owners.stream()
        .filter(SponsorReader::isSponsor)
        .map(Owner::person)
        .collect(Collectors.toSet());
  }

  private static boolean isSponsor(Owner owner) {
    return owner.role() == Role.SPONSOR;
  }
}
