package dev.steward.scim;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.steward.database.Database;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes texts unreadable and unforgeable for everybody but this service, and those that share its
 * keys.
 */
@Singleton
class CursorSeal {

  private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);
  private static final int BITS = 256;

  /** How each sealed text begins: the one header there is, and no wrapped key. */
  private static final String BEGINNING = HEADER.toBase64URL() + "..";

  static final int LONGEST = 8192;

  private final List<OctetSequenceKey> keys;

  @Inject
  CursorSeal(ScimConfig config, Database database) {
    this(config.cursorKeys().map(CursorSeal::read).orElseGet(() -> shared(database)));
  }

  CursorSeal(List<OctetSequenceKey> keys) {
    this.keys = List.copyOf(keys);
  }

  String seal(String text) {
    try {
      var sealed = new JWEObject(HEADER, new Payload(text));
      sealed.encrypt(new DirectEncrypter(keys.getFirst()));
      return sealed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the JDK cannot encrypt with AES-256-GCM", e);
    }
  }

  /** What was sealed; empty when the text was not sealed here, or is not as it was. */
  Optional<String> open(String sealed) {
    return sealed.length() <= LONGEST && sealed.startsWith(BEGINNING) && isPlain(sealed)
        ? keys.stream().flatMap(key -> open(sealed, key).stream()).findFirst()
        : Optional.empty();
  }

  /** Whether each part is written in the only way there is: spare bits would make it another. */
  private static boolean isPlain(String sealed) {
    return Arrays.stream(sealed.split("\\.", -1))
        .allMatch(part -> Base64URL.encode(Base64URL.from(part).decode()).toString().equals(part));
  }

  private static Optional<String> open(String sealed, OctetSequenceKey key) {
    try {
      JWEObject parsed = JWEObject.parse(sealed);
      parsed.decrypt(new DirectDecrypter(key));
      return Optional.of(parsed.getPayload().toString());
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  static List<OctetSequenceKey> read(Path file) {
    try {
      return keys(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot read the keys of the cursors in " + file + ": " + e.getMessage(), e);
    }
  }

  /** The key that all services on one database have in common; the first of them makes it. */
  static List<OctetSequenceKey> shared(Database database) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              database.update(
                  "insert into cursor_key (keys) values (?) on conflict do nothing", generated());
              return database
                  .first("select keys from cursor_key", row -> row.text("keys"))
                  .map(text -> keys(text, "the database"))
                  .orElseThrow();
            });
  }

  private static List<OctetSequenceKey> keys(String text, String where) {
    try {
      List<OctetSequenceKey> keys =
          JWKSet.parse(text).getKeys().stream()
              .filter(OctetSequenceKey.class::isInstance)
              .map(OctetSequenceKey.class::cast)
              .filter(key -> key.size() == BITS)
              .toList();
      if (keys.isEmpty()) {
        throw new IllegalStateException(where + " holds no 256-bit key; cursors cannot be sealed");
      }
      return keys;
    } catch (ParseException e) {
      throw new IllegalStateException(
          "cannot read the keys of the cursors in " + where + ": " + e.getMessage(), e);
    }
  }

  private static String generated() {
    try {
      return new JWKSet(new OctetSequenceKeyGenerator(BITS).generate()).toString(false);
    } catch (JOSEException e) {
      throw new IllegalStateException("the JDK cannot make a key", e);
    }
  }
}
