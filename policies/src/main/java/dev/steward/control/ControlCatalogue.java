package dev.steward.control;

import dev.steward.control.Control.Evidence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The controls of one framework, in the framework's order.
 *
 * @param framework the id that control links use, such as {@code iso42001}
 * @param groups the titles of the objectives by their ids
 */
public record ControlCatalogue(
    String framework, String title, Map<String, String> groups, List<Control> controls) {

  public ControlCatalogue {
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    controls = List.copyOf(controls);
  }

  public Optional<Control> find(String id) {
    return controls.stream().filter(control -> control.id().equals(id)).findFirst();
  }

  /** The ids that somebody may have meant who wrote this one. */
  List<String> nearest(String id) {
    return NearestIds.to(id, controls.stream().map(Control::id).toList());
  }

  static ControlCatalogue read(YamlMapping yaml) {
    yaml.allow(Set.of("framework", "title", "groups", "controls"));
    Map<String, String> groups = yaml.textsByKey("groups");
    Map<String, Control> controls = new LinkedHashMap<>();
    for (YamlMapping each : yaml.mappings("controls")) {
      Control control = control(each);
      if (!groups.containsKey(control.group())) {
        throw each.broken("no group " + control.group());
      }
      if (controls.put(control.id(), control) != null) {
        throw each.broken("control " + control.id() + " is there twice");
      }
    }
    return new ControlCatalogue(
        yaml.text("framework"), yaml.text("title"), groups, List.copyOf(controls.values()));
  }

  private static Control control(YamlMapping yaml) {
    yaml.allow(Set.of("id", "title", "group", "evidence", "shows"));
    return new Control(
        yaml.text("id"),
        yaml.text("title"),
        yaml.text("group"),
        evidence(yaml),
        yaml.optional("shows"));
  }

  private static @Nullable Evidence evidence(YamlMapping yaml) {
    String word = yaml.optional("evidence");
    return switch (word) {
      case null -> null;
      case "strong" -> Evidence.STRONG;
      case "partial" -> Evidence.PARTIAL;
      case "link" -> Evidence.LINK;
      default -> throw yaml.broken("evidence is strong, partial or link, not " + word);
    };
  }
}
