package dev.steward.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Whether people are written to, and what their letters lead to. */
@ConfigMapping(prefix = "steward.notice")
interface NoticeConfig {

  /** On, where {@code quarkus.mailer.*} names a mail server. */
  @WithDefault("false")
  boolean mail();

  /** The registry's address as people open it; a letter links to the console below it. */
  Optional<URI> site();

  @WithDefault("PT30S")
  Duration lookEvery();

  /** How long the mail server may take for one letter. */
  @WithDefault("PT20S")
  Duration patience();

  /** How often a letter is tried. */
  @WithDefault("8")
  int mostAttempts();
}
