package dev.steward.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A YAML mapping that knows where it stands, so that every refusal names file and line. */
final class YamlMapping {

  private static final int LONGEST_FILE = 1_000_000;

  private final String file;
  private final Node node;
  private final Map<String, Node> values;

  private YamlMapping(String file, Node node) {
    this.file = file;
    this.node = node;
    this.values = values(file, node);
  }

  static YamlMapping parse(String file, String yaml) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(LONGEST_FILE).build();
    try {
      return new YamlMapping(
          file,
          new Compose(settings)
              .composeString(yaml)
              .orElseThrow(() -> new BrokenCatalogueException(file + ": the file is empty")));
    } catch (MarkedYamlEngineException e) {
      throw broken(file, e.getProblemMark(), e.getProblem());
    } catch (YamlEngineException e) {
      throw new BrokenCatalogueException(file + ": " + e.getMessage());
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Refuses every key that is not one of these. */
  void allow(Set<String> keys) {
    values.forEach(
        (key, value) -> {
          if (!keys.contains(key)) {
            throw broken(
                file,
                value.getStartMark(),
                key + " is not one of " + keys.stream().sorted().toList());
          }
        });
  }

  String text(String key) {
    return text(required(key), key);
  }

  @Nullable String optional(String key) {
    return values.containsKey(key) ? text(key) : null;
  }

  List<String> texts(String key) {
    return items(key).stream().map(item -> text(item, "an item of " + key)).toList();
  }

  List<YamlMapping> mappings(String key) {
    return items(key).stream().map(item -> new YamlMapping(file, item)).toList();
  }

  Map<String, String> textsByKey(String key) {
    YamlMapping mapping = new YamlMapping(file, required(key));
    Map<String, String> texts = new LinkedHashMap<>();
    mapping.values.forEach((name, value) -> texts.put(name, mapping.text(value, name)));
    return texts;
  }

  BrokenCatalogueException broken(String why) {
    return broken(file, node.getStartMark(), why);
  }

  private Node required(String key) {
    Node value = values.get(key);
    if (value == null) {
      throw broken(key + " is missing");
    }
    return value;
  }

  private List<Node> items(String key) {
    if (required(key) instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      return sequence.getValue();
    }
    throw broken(file, required(key).getStartMark(), key + " is a list with at least one item");
  }

  private String text(Node value, String name) {
    if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    throw broken(file, value.getStartMark(), name + " is a text");
  }

  private static Map<String, Node> values(String file, Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw broken(file, node.getStartMark(), "this is a mapping of keys to values");
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw broken(file, tuple.getKeyNode().getStartMark(), "a key is a text");
      }
      if (values.put(key.getValue(), tuple.getValueNode()) != null) {
        throw broken(file, key.getStartMark(), key.getValue() + " is there twice");
      }
    }
    return values;
  }

  private static BrokenCatalogueException broken(String file, Optional<Mark> mark, String why) {
    return new BrokenCatalogueException(
        file + mark.map(at -> ":" + (at.getLine() + 1)).orElse("") + ": " + why);
  }
}
