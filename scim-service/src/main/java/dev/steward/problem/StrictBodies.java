package dev.steward.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.steward.database.StorableText;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON bodies of requests strictly: a field that nobody knows is a typing error, and what
 * it was meant to say would be lost.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class StrictBodies implements MessageBodyReader<Record> {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .findAndAddModules()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord();
  }

  /** Nothing when the body is empty: what is missing then is for the resource to say. */
  @Override
  public @Nullable Record readFrom(
      Class<Record> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    JsonNode tree = tree(body);
    if (tree.isMissingNode() || tree.isNull()) {
      return null;
    }
    refuseUnstorable("", tree);
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      throw new BadRequestException(BodyMistake.words(e), e);
    }
  }

  private static JsonNode tree(InputStream body) throws IOException {
    byte[] bytes = body.readAllBytes();
    if (!Utf8.isJson(bytes)) {
      throw new BadRequestException("the body is not JSON in UTF-8");
    }
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new BadRequestException(BodyMistake.words(e), e);
    }
  }

  /** Not every text can be stored, and no list here has gaps. */
  private static void refuseUnstorable(String path, JsonNode node) {
    if (node.isTextual() && !StorableText.isStorable(node.textValue())) {
      throw new BadRequestException(
          "the body has a character that no text has at " + BodyMistake.place(path));
    }
    node.properties()
        .forEach(field -> refuseUnstorable(below(path, field.getKey()), field.getValue()));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      String place = "%s[%d]".formatted(path, i);
      if (node.get(i).isNull()) {
        throw new BadRequestException("the body has null at " + place + ", where a value belongs");
      }
      refuseUnstorable(place, node.get(i));
    }
  }

  private static String below(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
