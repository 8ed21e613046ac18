package dev.steward.evidence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Under which name and with which key the ledger is signed. */
@ConfigMapping(prefix = "steward.ledger")
interface LedgerConfig {

  /** The name of this ledger in its checkpoints. One name has one history. */
  String origin();

  /** A file with a private Ed25519 key as JWK; without it one is made in the data directory. */
  Optional<Path> key();

  /** How long an entry waits for its place at most. */
  @WithDefault("PT0.5S")
  Duration sealEvery();
}
