// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.emit.board.SimulatedBoard.Fault;
import dev.bnn.testing.Designs;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The C driver on a board that answers late, short, long, twice or not at all: it reports that, and later answers are right. */
class CDriverFaultsTest {
    @TempDir
    private Path folder;

    /** The number of a fault of board.h, and the status of three self tests of which the first meets it. */
    @ParameterizedTest
    @CsvSource({
        "BAD_ADDRESS, once, 3 0 0",
        "SILENT, once, 4 0 0",
        "LATE, once, 0 0 0",
        "TOO_LATE, once, 4 0 0",
        "SHORT, once, 10 0 0",
        "LONG, once, 10 0 0",
        "LONG_LENGTH, once, 10 0 0",
        "TWICE, once, 11 0 0",
        "STALE, once, 0 0 0",
        "UNWRITTEN, once, 5 0 0",
        // The reset of the DMA does not reach the network. The driver removes a late answer, but it cannot recover from
        // half an image.
        "SILENT, once-unwired, 4 11 11",
        "LATE, once-unwired, 0 0 0",
        "TOO_LATE, once-unwired, 4 0 0",
        "SHORT, once-unwired, 10 0 0",
        "LONG, once-unwired, 10 0 0",
        "TWICE, once-unwired, 11 0 0",
        "STALE, once-unwired, 0 0 0",
    })
    void afterAFaultTheCDriverIsRightAgain(Fault fault, String times, String expected) throws Exception {
        DeployEmitter.emit(Designs.random(5).design(), folder);
        Path program = new CPrograms(folder).test();
        for (String room : List.of("1", "3", "100")) {
            List<String> lines = CPrograms.run(program, "" + fault.ordinal(), room, times);
            assertThat(statuses(lines)).as("%s", lines).isEqualTo(expected);
            assertThat(lines).noneMatch(line -> line.startsWith("protocol"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NO_CLASS, 12 0 0, the answer is the number of no class",
        "UNWRITTEN, 12 0 0, the answer is the number of no class",
        "SHORT, 10 0 0, the answer has another length than that to these images",
    })
    void labelsAreThoseOfClasses(Fault fault, String expected, String message) throws Exception {
        DeployEmitter.emit(Designs.labelled(2).design(), folder);
        List<String> lines = CPrograms.run(new CPrograms(folder).test(), "" + fault.ordinal(), "100", "once");
        assertThat(statuses(lines)).as("%s", lines).isEqualTo(expected);
        assertThat(lines).anyMatch(line -> line.startsWith(message));
    }

    @ParameterizedTest
    @CsvSource({"SILENT, load 4", "TOO_LATE, load 4", "LATE, load 0", "LONG, load 10", "BAD_ARRIVAL, load 9"})
    void afterAFaultOfALoadTheNextOneIsRight(Fault fault, String first) throws Exception {
        DeployEmitter.emit(Designs.loadable(5).design(), folder);
        List<String> lines = CPrograms.run(
                new CPrograms(folder).test(),
                "" + fault.ordinal(),
                "100",
                "once",
                folder.resolve("bnn_random5.parameters.bin").toString());
        assertThat(lines.get(0)).startsWith(first + ", ");
        assertThat(lines.subList(lines.size() - 3, lines.size())).allMatch(line -> line.startsWith("status 0, "));
    }

    /** The status of each self test. */
    private static String statuses(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("status "))
                .map(line -> line.replaceAll("status (\\d+),.*", "$1"))
                .collect(Collectors.joining(" "));
    }
}
