// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.model.Activation;
import dev.bnn.model.Layer;
import dev.bnn.model.Padding;
import dev.bnn.model.ValueSet;
import dev.bnn.model.Window;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.model.recipe.RecipeSetting;
import dev.bnn.source.Span;
import dev.bnn.training.figures.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A hash of everything that a step of a goal depends on. If the fingerprint is the same as in the last run and the outputs still
 * exist, the step need not run again. It covers the meaning of models, not their text, so a comment or a blank line makes nothing
 * stale.
 */
public final class Fingerprint {
    private final MessageDigest digest = sha256();

    public Fingerprint add(String name, Object value) {
        digest.update((name + '=' + canonical(value) + '\n').getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a file by its content. */
    public Fingerprint addFile(String name, Path file) throws IOException {
        return add(name, hashOf(file));
    }

    public String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 of a file's bytes. */
    public static String hashOf(Path file) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    /** True if the step last ran with this fingerprint and all its outputs exist. */
    public static boolean unchanged(ModelFolder folder, String step, String hash, Path... outputs) throws IOException {
        for (Path output : outputs) {
            if (!Files.exists(output)) {
                return false;
            }
        }
        return hash.equals(recorded(folder, step));
    }

    /** The fingerprint of the step's last run, or an empty text. */
    public static String recorded(ModelFolder folder, String step) throws IOException {
        return JsonFile.readOrEmpty(folder.fingerprints()).path(step).asText("");
    }

    /** To be called after all outputs of the step are written. */
    public static void record(ModelFolder folder, String step, String hash) throws IOException {
        ObjectNode all = JsonFile.readOrEmpty(folder.fingerprints());
        all.put(step, hash);
        JsonFile.write(folder.fingerprints(), all);
    }

    /** To be called before the first output of the step is touched. */
    public static void forget(ModelFolder folder, String step) throws IOException {
        ObjectNode all = JsonFile.readOrEmpty(folder.fingerprints());
        if (all.remove(step) != null) {
            JsonFile.write(folder.fingerprints(), all);
        }
    }

    /** The text of a value, without its places in the source; the same on every run. */
    static String canonical(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Activation a && a.levels() != Activation.Levels.TERNARY) {
            // Same text as before ternary activations existed, so that older trained and packed parameters still belong
            // to their network.
            out.append("Activation(bits=");
            write(a.bits(), out);
            out.append(";signed=");
            write(a.levels() == Activation.Levels.SIGNED, out);
            out.append(";smooth=");
            write(a.smooth(), out);
            out.append(";)");
        } else if (value instanceof ValueSet.ScaledBytes b && isFloat64(b.low()) && isFloat64(b.high())) {
            // For the same reason, same text as before ranges were decimals.
            double low = b.low().doubleValue();
            out.append("ScaledBytes(scale=");
            write((b.high().doubleValue() - low) / ValueSet.ScaledBytes.MOST, out);
            out.append(";offset=");
            write(low, out);
            out.append(";)");
        } else if (value instanceof Padding p && p.isUniform()) {
            // For the same reason, same text as before the sides could differ.
            out.append("Padding(amount=");
            write(p.top(), out);
            out.append(";value=");
            write(p.value(), out);
            out.append(";)");
        } else if (value instanceof BigDecimal d && isFloat64(d)) {
            write(d.doubleValue(), out);
        } else if (value instanceof Recipe recipe) {
            // For the same reason, same text as before the settings were grouped.
            out.append("Recipe(name=");
            write(recipe.name(), out);
            out.append(';');
            for (RecipeSetting setting : RecipeSetting.values()) {
                if (setting.counts(recipe)) {
                    out.append(setting.key()).append('=');
                    write(setting.of(recipe), out);
                    out.append(';');
                }
            }
            out.append(')');
        } else if (value instanceof Record r) {
            out.append(r.getClass().getSimpleName()).append('(');
            for (RecordComponent c : r.getClass().getRecordComponents()) {
                if (c.getType() == Window.class && ((Window) component(r, c)).isSquare()) {
                    // For the same reason, same text as before the sides could differ.
                    Window window = (Window) component(r, c);
                    boolean pool = r instanceof Layer.MaxPool || r instanceof Layer.AvgPool;
                    out.append(pool ? "size=" : "kernel=");
                    write(window.kernelHeight(), out);
                    out.append(";stride=");
                    write(window.strideY(), out);
                    out.append(';');
                } else if (c.getType() != Span.class && !isOneGroup(r, c) && !isUnpaddedPool(r, c)) {
                    out.append(c.getName()).append('=');
                    write(component(r, c), out);
                    out.append(';');
                }
            }
            out.append(')');
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((k, v) -> sorted.put(String.valueOf(k), v));
            out.append('{');
            sorted.forEach((k, v) -> {
                out.append(k).append('=');
                write(v, out);
                out.append(';');
            });
            out.append('}');
        } else if (value instanceof Collection<?> items) {
            out.append('[');
            items.forEach(item -> {
                write(item, out);
                out.append(';');
            });
            out.append(']');
        } else {
            String text = String.valueOf(value);
            // The length keeps two adjacent values apart, whatever characters they contain.
            out.append(text.length()).append(':').append(text);
        }
    }

    /** True for the groups of a convolution without groups, which keeps the text that it had before groups existed. */
    private static boolean isOneGroup(Record record, RecordComponent component) {
        return record instanceof Layer.Conv conv && component.getName().equals("groups") && conv.groups() == 1;
    }

    /** True for the padding of a max pool without padding, which keeps the text that it had before. */
    private static boolean isUnpaddedPool(Record record, RecordComponent component) {
        return record instanceof Layer.MaxPool pool
                && component.getName().equals("padding")
                && pool.padding().isNone();
    }

    /** Whether the number equals the decimal that Java prints for its float64. */
    private static boolean isFloat64(BigDecimal number) {
        return new BigDecimal(Double.toString(number.doubleValue())).compareTo(number) == 0;
    }

    private static Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
