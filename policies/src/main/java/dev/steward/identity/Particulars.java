package dev.steward.identity;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What other systems like to know of an agent. Kept and shown; nothing here is decided by it.
 *
 * @param agentType what sort of agent it is, in its makers' word
 * @param subject the subject of the tokens that it brings from elsewhere
 * @param protocols how to talk to it
 */
public record Particulars(
    @Nullable String agentType,
    @Nullable String subject,
    List<Protocol> protocols,
    List<Certificate> certificates) {

  /** Nothing known. */
  public static final Particulars NONE = new Particulars(null, null, List.of(), List.of());

  public Particulars {
    protocols = protocols.stream().distinct().toList();
    certificates = certificates.stream().distinct().toList();
  }

  /**
   * A protocol that an agent speaks.
   *
   * @param type such as {@code A2A}, {@code OpenAPI} or {@code MCP-Server}
   * @param specificationUrl where its description is found
   */
  public record Protocol(@Nullable String type, @Nullable String specificationUrl) {

    public Protocol {
      if (type == null && specificationUrl == null) {
        throw new IllegalArgumentException("a protocol has a type or a specificationUrl");
      }
      if (specificationUrl != null && !isOfTheWeb(specificationUrl)) {
        throw new IllegalArgumentException(
            "a protocol's specificationUrl is a whole https or http URL,"
                + " like https://agent.example/card.json");
      }
    }

    /** Pages link to it, so it is nothing that a browser would run. */
    private static boolean isOfTheWeb(String url) {
      try {
        URI uri = new URI(url);
        return uri.getHost() != null
            && ("https".equalsIgnoreCase(uri.getScheme())
                || "http".equalsIgnoreCase(uri.getScheme()));
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }

  /**
   * An X.509 certificate of the agent.
   *
   * @param der its DER form in base64
   */
  public record Certificate(String der) {

    private static final int LONGEST = 16_384;

    public Certificate {
      if (der.length() > LONGEST) {
        throw new IllegalArgumentException(
            "a certificate has at most %d characters, not %d".formatted(LONGEST, der.length()));
      }
      try {
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(der)));
      } catch (CertificateException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "a certificate is the base64 of an X.509 certificate in DER, and this is not", e);
      }
    }
  }
}
