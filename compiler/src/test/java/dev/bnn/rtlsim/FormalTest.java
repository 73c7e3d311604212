// SPDX-License-Identifier: Apache-2.0
package dev.bnn.rtlsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bnn.emit.rtl.RtlEmitter;
import dev.bnn.sim.unit.RtlFabric;
import dev.bnn.testing.Designs;
import dev.bnn.tool.Command;
import dev.bnn.tool.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stream and the sequencer of the library, proved by temporal induction, and faults in them that the proofs find. */
class FormalTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void emit() throws IOException {
        assumeTrue(Programs.find("yosys").isPresent(), "yosys is not on the PATH");
        RtlEmitter.emit(Designs.random(0).design(), RtlFabric.LUT_RAM, folder);
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0", "5, 4, 0", "8, 9, 0", "2, 1, 1", "5, 4, 1", "8, 9, 1"})
    void aStreamLosesDoublesAndReordersNothing(int depth, int latency, int block) throws IOException {
        assertThat(prove("fifo_proof bnnlib_fifo DEPTH " + depth + " LATENCY " + latency + " BLOCK " + block))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2, 1, 1",
        "1, 1, 1, 1",
        "1, 5, 1, 1",
        "4, 1, 1, 1",
        "4, 1, 0, 1",
        "3, 5, 0, 1",
        "1, 6, 0, 1",
        "6, 2, 1, 2",
        "6, 1, 1, 3",
        "4, 3, 1, 4"
    })
    void aSequencerReadsAndWritesWhereTheModelDoes(int outer, int inner, int readOuter, int groups) throws IOException {
        assertThat(prove("steps_proof bnnlib_steps OUTER " + outer + " INNER " + inner + " READ_OUTER " + readOuter
                        + " GROUPS " + groups))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "room <= pop OROR take_next != read_at; | room <= pop OROR take_at != read_at; | 0",
                "if (pop) read_at <= read_next; | if (pop OROR push) read_at <= read_next; | 0",
                "take_at == LAST ? | take_at > LAST ? | 0",
                "valid <= arrive OROR read_next != arrived_at; | valid <= arrive; | 0",
                "wire [ADDRESS-1:0] at = pop ? read_next : read_at; | wire [ADDRESS-1:0] at = read_at; | 1",
                "assign arrive = pushed; | assign arrive = push; | 1",
                "assign arrived_at = written; | assign arrived_at = write_at; | 1"
            })
    void aFaultOfTheStreamIsFound(String right, String wrong, int block) throws IOException {
        edit("bnnlib_fifo.v", right.replace("OR", "|"), wrong.replace("OR", "|"));
        assertThat(prove("fifo_proof bnnlib_fifo DEPTH 5 LATENCY 4 BLOCK " + block))
                .isFalse();
    }

    @Test
    void aFaultOfTheSequencerIsFound() throws IOException {
        edit("bnnlib_steps.v", "first_inner <= last_inner;", "first_inner <= last_inner && last_outer;");
        assertThat(prove("steps_proof bnnlib_steps OUTER 3 INNER 2 READ_OUTER 1"))
                .isFalse();
    }

    @Test
    void aFaultOfItsGroupsIsFound() throws IOException {
        edit("bnnlib_steps.v", "first_outer <= group_ends;", "first_outer <= last_outer;");
        assertThat(prove("steps_proof bnnlib_steps OUTER 6 INNER 2 READ_OUTER 1 GROUPS 2"))
                .isFalse();
    }

    private void edit(String module, String right, String wrong) throws IOException {
        Path file = folder.resolve("src").resolve(module);
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong));
    }

    private boolean prove(String arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "prove.sh"));
        words.addAll(List.of(arguments.split(" ")));
        List<String> said = new ArrayList<>();
        int status = Command.of(words.toArray(String[]::new))
                .in(folder.resolve("formal"))
                .run(said::add);
        boolean failed = said.stream().anyMatch(l -> l.equals("ERROR: Called with -verify and proof did fail!"));
        assertThat(status == 0 || failed).as("%s", said).isTrue();
        return status == 0;
    }
}
