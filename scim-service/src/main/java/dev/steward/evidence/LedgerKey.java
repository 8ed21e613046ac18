package dev.steward.evidence;

import dev.steward.keys.SecretFile;
import dev.steward.ledger.Checkpoint;
import dev.steward.ledger.CheckpointKey;
import dev.steward.ledger.CheckpointVerifier;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key that signs this ledger's checkpoints. */
@Singleton
class LedgerKey {

  private final String origin;
  private final CheckpointKey key;

  LedgerKey(
      LedgerConfig config,
      @ConfigProperty(name = "steward.data-dir", defaultValue = "steward-data") Path dataDir) {
    this.origin = config.origin();
    this.key = CheckpointKey.of(origin, read(config, dataDir.resolve("ledger-key.json")));
  }

  String origin() {
    return origin;
  }

  String sign(Checkpoint checkpoint) {
    return key.sign(checkpoint);
  }

  CheckpointVerifier verifier() {
    return key.verifier();
  }

  private static String read(LedgerConfig config, Path own) {
    Path file = config.key().orElse(own);
    try {
      return config.key().isPresent()
          ? Files.readString(file)
          : SecretFile.readOrCreate(file, CheckpointKey::generate);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the ledger's key in " + file, e);
    }
  }
}
