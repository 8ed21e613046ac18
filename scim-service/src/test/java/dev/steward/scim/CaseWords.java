package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.steward.scim.CaseClient.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for the <code>{{…}}</code> of a case. */
final class CaseWords {

  private static final Pattern WORD = Pattern.compile("\\{\\{([^}]+)}}");

  private final Map<String, String> words;

  CaseWords(Map<String, String> words, JsonNode grow) {
    this.words = new HashMap<>(words);
    int times = grow.path("times").asInt();
    learn("grown", grow.path("text").asText().repeat(times));
    learn("closed", grow.path("closing").asText().repeat(times));
  }

  void learn(String word, String meaning) {
    words.put(word, meaning);
  }

  /** Learns the simple attributes of a resource, and its version as etag. */
  void learn(String name, Reply reply) {
    for (Map.Entry<String, JsonNode> member : reply.json().properties()) {
      if (member.getValue().isValueNode()) {
        learn(name + "." + member.getKey(), member.getValue().asText());
      }
    }
    learn(name + ".etag", reply.etag());
  }

  JsonNode fill(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(fill(node.textValue()));
    }
    if (node.isArray()) {
      ArrayNode filled = CaseFile.JSON.createArrayNode();
      node.forEach(one -> filled.add(fill(one)));
      return filled;
    }
    if (node.isObject()) {
      ObjectNode filled = CaseFile.object();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        filled.set(fill(member.getKey()), fill(member.getValue()));
      }
      return filled;
    }
    return node;
  }

  private String fill(String text) {
    return WORD.matcher(text)
        .replaceAll(
            word ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(words.get(word.group(1)), word.group())));
  }
}
