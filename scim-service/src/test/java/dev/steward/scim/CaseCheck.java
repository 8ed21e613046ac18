package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.steward.scim.CaseClient.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checks of a case: one value of an answer, and what must be true of it. */
final class CaseCheck {

  private static final Pattern BRACKETS = Pattern.compile("\\[(.*)]");

  private CaseCheck() {}

  /** What is wrong with an answer, or nothing. */
  static Optional<String> objection(JsonNode checks, Reply reply) {
    return CaseFile.stream(checks)
        .filter(check -> !holds(check, valueOf(check, reply)))
        .findFirst()
        .map(check -> check + " does not hold of " + valueOf(check, reply));
  }

  private static JsonNode valueOf(JsonNode check, Reply reply) {
    if (check.has("header")) {
      String header = reply.header(check.path("header").textValue());
      return header.isEmpty()
          ? MissingNode.getInstance()
          : CaseFile.JSON.getNodeFactory().textNode(header);
    }
    JsonNode at = check.required("at");
    return at.isArray()
        ? find(reply.json(), CaseFile.stream(at).map(JsonNode::textValue).toList())
        : find(reply.json(), List.of(at.textValue().split("\\.(?![^\\[]*])|(?=\\[)", -1)));
  }

  private static JsonNode find(JsonNode root, List<String> steps) {
    JsonNode found = root;
    for (int i = 0; i < steps.size(); i++) {
      var brackets = BRACKETS.matcher(steps.get(i));
      if (!brackets.matches()) {
        found = member(found, steps.get(i));
      } else if (brackets.group(1).equals("*")) {
        List<String> rest = steps.subList(i + 1, steps.size());
        ArrayNode all = CaseFile.JSON.createArrayNode();
        CaseFile.stream(found)
            .map(one -> find(one, rest))
            .filter(one -> !one.isMissingNode())
            .forEach(all::add);
        return all;
      } else {
        found = element(found, brackets.group(1));
      }
    }
    return found;
  }

  private static JsonNode member(JsonNode object, String name) {
    return object.properties().stream()
        .filter(member -> member.getKey().equalsIgnoreCase(name))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(MissingNode.getInstance());
  }

  private static JsonNode element(JsonNode array, String which) {
    String[] pair = which.split("=", 2);
    if (pair.length == 1) {
      return array.path(Integer.parseInt(which));
    }
    return CaseFile.stream(array)
        .filter(one -> member(one, pair[0]).asText().equalsIgnoreCase(pair[1]))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static boolean holds(JsonNode check, JsonNode value) {
    Map.Entry<String, JsonNode> rule =
        check.properties().stream()
            .filter(member -> !member.getKey().equals("at") && !member.getKey().equals("header"))
            .reduce(
                (one, other) -> {
                  throw new IllegalArgumentException("one rule in each check: " + check);
                })
            .orElseThrow();
    JsonNode wanted = rule.getValue();
    return switch (rule.getKey()) {
      case "equals" -> value.equals(wanted);
      case "differs" -> !value.equals(wanted);
      case "word" -> value.asText().equalsIgnoreCase(wanted.asText());
      case "among" -> CaseFile.stream(wanted).anyMatch(value::equals);
      case "size" -> size(value) == wanted.asInt();
      case "contains" -> words(value).anyMatch(word(wanted)::equals);
      case "lacks" -> words(value).noneMatch(word(wanted)::equals);
      case "exactly" -> words(value).sorted().toList().equals(words(wanted).sorted().toList());
      case "sequence" -> words(value).toList().equals(words(wanted).toList());
      case "matches" ->
          Pattern.compile(wanted.textValue(), Pattern.CASE_INSENSITIVE)
              .matcher(value.asText())
              .find();
      case "missing" -> isEmpty(value) == wanted.booleanValue();
      case "given" -> isEmpty(value) != wanted.booleanValue();
      default -> throw new IllegalArgumentException("no such rule: " + check);
    };
  }

  private static int size(JsonNode value) {
    return value.isArray() ? value.size() : isEmpty(value) ? 0 : 1;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
  }

  private static Stream<String> words(JsonNode values) {
    return CaseFile.stream(values).map(CaseCheck::word);
  }

  private static String word(JsonNode value) {
    return value.asText().toLowerCase(Locale.ROOT);
  }
}
