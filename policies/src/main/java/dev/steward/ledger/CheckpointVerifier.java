package dev.steward.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;

/** The public half of a ledger's key: tells its checkpoints from all others. */
public final class CheckpointVerifier {

  private final PublicKeyForm form;
  private final PublicKey key;

  CheckpointVerifier(PublicKeyForm form) {
    this.form = form;
    this.key = form.key();
  }

  /**
   * Reads the verifier key form of C2SP signed-note, {@code name+id+base64}.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  public static CheckpointVerifier of(String text) {
    return new CheckpointVerifier(PublicKeyForm.parse(text));
  }

  /** The name of the ledger that this key signs for. */
  public String name() {
    return form.name();
  }

  /**
   * The checkpoint in a signed note.
   *
   * <p>Signatures by other keys, such as those of witnesses, are passed over.
   *
   * @throws BrokenCheckpointException when this key did not sign it for this ledger
   */
  public Checkpoint open(String note) throws BrokenCheckpointException {
    SignedNote signed = SignedNote.parse(note);
    requireSignature(signed);
    try {
      Checkpoint checkpoint = Checkpoint.parse(signed.text());
      if (!checkpoint.origin().equals(name())) {
        throw new BrokenCheckpointException(
            "a checkpoint of %s, signed by %s".formatted(checkpoint.origin(), name()));
      }
      return checkpoint;
    } catch (IllegalArgumentException e) {
      throw new BrokenCheckpointException("not a checkpoint: " + e.getMessage());
    }
  }

  void requireSignature(SignedNote note) throws BrokenCheckpointException {
    List<SignedNote.Signature> ours =
        note.signatures().stream()
            .filter(signature -> signature.name().equals(name()))
            .filter(signature -> MessageDigest.isEqual(signature.keyId(), form.id()))
            .toList();
    if (ours.isEmpty()) {
      throw new BrokenCheckpointException("not signed by " + form);
    }
    for (SignedNote.Signature signature : ours) {
      if (!matches(note.text(), signature.bytes())) {
        throw new BrokenCheckpointException("the signature by " + name() + " does not match");
      }
    }
  }

  private boolean matches(String text, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // the JDK throws for a signature of a wrong length
    }
  }

  /** The verifier key form: {@code name+id+base64}. Anyone may know it. */
  @Override
  public String toString() {
    return form.toString();
  }
}
