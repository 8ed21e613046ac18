package dev.steward.control;

import dev.steward.identity.Identity.ControlLink;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What governing identities contributes to the controls of several frameworks at once. */
public record Crosswalk(List<Capability> capabilities) {

  public Crosswalk {
    capabilities = List.copyOf(capabilities);
  }

  /** The controls that some capability contributes to together with this one. */
  public List<ControlLink> related(ControlLink link) {
    return capabilities.stream()
        .filter(capability -> capability.controls().contains(link))
        .flatMap(capability -> capability.controls().stream())
        .filter(other -> !other.equals(link))
        .distinct()
        .toList();
  }

  static List<Capability> read(YamlMapping yaml, ControlCatalogues catalogues) {
    yaml.allow(Set.of("capabilities"));
    Set<String> ids = new HashSet<>();
    List<Capability> capabilities =
        yaml.mappings("capabilities").stream().map(each -> capability(each, catalogues)).toList();
    for (Capability capability : capabilities) {
      if (!ids.add(capability.id())) {
        throw yaml.broken("capability " + capability.id() + " is there twice");
      }
    }
    return capabilities;
  }

  private static Capability capability(YamlMapping yaml, ControlCatalogues catalogues) {
    yaml.allow(Set.of("id", "title", "controls"));
    List<ControlLink> controls =
        yaml.texts("controls").stream().map(link -> link(yaml, link, catalogues)).toList();
    return new Capability(yaml.text("id"), yaml.text("title"), controls);
  }

  private static ControlLink link(YamlMapping yaml, String text, ControlCatalogues catalogues) {
    try {
      ControlLink link = ControlLink.of(text);
      catalogues.check(link);
      return link;
    } catch (RuntimeException e) {
      throw yaml.broken(String.valueOf(e.getMessage()));
    }
  }

  /** Something that governing identities achieves, and the controls it is evidence for. */
  public record Capability(String id, String title, List<ControlLink> controls) {

    public Capability {
      controls = List.copyOf(controls);
    }
  }
}
