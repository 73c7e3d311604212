// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.model.Board;
import dev.bnn.model.Target;
import dev.bnn.model.ValueSet;
import dev.bnn.source.Position;
import dev.bnn.source.Span;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    Path output;

    private static String of(Object value) {
        return new Fingerprint().add("value", value).hash();
    }

    @Test
    void placesInTheSourceDoNotCount() {
        Span elsewhere = new Span("a.bnn", new Position(7, 3), new Position(7, 9));
        Target here = new Target("pynq-z1", Span.NONE, Board.NONE, "xc7z020", 100, 3000, Map.of());
        Target there = new Target("pynq-z1", elsewhere, Board.NONE, "xc7z020", 100, 3000, Map.of());
        Target faster = new Target("pynq-z1", Span.NONE, Board.NONE, "xc7z020", 125, 3000, Map.of());
        assertThat(of(here)).isEqualTo(of(there)).isNotEqualTo(of(faster));
    }

    @Test
    void neighboursDoNotRunTogether() {
        assertThat(of(List.of("a;", "b"))).isNotEqualTo(of(List.of("a", ";b")));
        assertThat(of(List.of("1:a;1:b"))).isNotEqualTo(of(List.of("a", "b")));
    }

    @Test
    void theOrderOfAMapDoesNotCount() {
        Map<String, Integer> one = new java.util.LinkedHashMap<>();
        one.put("x", 1);
        one.put("y", 2);
        Map<String, Integer> two = new java.util.LinkedHashMap<>();
        two.put("y", 2);
        two.put("x", 1);
        assertThat(of(one)).isEqualTo(of(two));
    }

    /** What was trained and packed when ranges and eps were float64 still belongs to its network. */
    @Test
    void decimalsThatFloat64WritesAreWrittenAsIt() {
        ValueSet.ScaledBytes range = ValueSet.ScaledBytes.range("-0.50", "1.5");
        assertThat(Fingerprint.canonical(range)).isEqualTo("ScaledBytes(scale=19:0.00784313725490196;offset=4:-0.5;)");
        assertThat(Fingerprint.canonical(new BigDecimal("0.00010"))).isEqualTo("6:1.0E-4");
        assertThat(of(range)).isNotEqualTo(of(ValueSet.ScaledBytes.range("-0.50000000000000000001", "1.5")));
    }

    @Test
    void aStepIsUnchangedOnlyWithItsHashAndAllOutputs() throws IOException {
        ModelFolder folder = ModelFolder.of(output, "net");
        Files.createDirectories(folder.root());
        Files.writeString(folder.parameters(), "x");
        assertThat(Fingerprint.unchanged(folder, "train", "h", folder.parameters()))
                .isFalse();
        Fingerprint.record(folder, "train", "h");
        Fingerprint.record(folder, "report", "r");
        assertThat(Fingerprint.unchanged(folder, "train", "h", folder.parameters()))
                .isTrue();
        assertThat(Fingerprint.unchanged(folder, "train", "i", folder.parameters()))
                .isFalse();
        assertThat(Fingerprint.unchanged(folder, "train", "h", folder.parameters(), folder.provenance()))
                .isFalse();
        Fingerprint.forget(folder, "train");
        assertThat(Fingerprint.unchanged(folder, "train", "h", folder.parameters()))
                .isFalse();
        assertThat(Fingerprint.recorded(folder, "report")).isEqualTo("r");
    }
}
