// SPDX-License-Identifier: Apache-2.0
package dev.bnn.emit.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.emit.Design;
import dev.bnn.emit.board.SimulatedBoard.Fault;
import dev.bnn.testing.Designs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Java driver on a board that answers late, short, long, twice or not at all: it reports that, and later answers are right. */
class JavaDriverFaultsTest {
    private static final String NOTHING = "the answer did not come";
    private static final String LENGTH = "the answer has another length than that to these images";
    private static final String BUSY = "the network does not come to rest";
    private static final String NO_CLASS = "the answer is the number of no class";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "BAD_ADDRESS, the DMA reports an error",
        "SILENT, " + NOTHING,
        "LATE, right",
        "TOO_LATE, " + NOTHING,
        "SHORT, " + LENGTH,
        "LONG, " + LENGTH,
        "LONG_LENGTH, " + LENGTH,
        "TWICE, " + BUSY,
        "STALE, right",
        // All scores are possible, so only the self test detects that they are wrong.
        "UNWRITTEN, image 0",
    })
    void afterAFaultItIsRightAgain(Fault fault, String first) throws Exception {
        Design design = emit(Designs.random(5).design());
        // Only a reset helps a network that waits for the rest of an image.
        String unwired = fault == Fault.SILENT || fault == Fault.BAD_ADDRESS ? BUSY : "right";
        for (int room : new int[] {1, 100}) {
            threeSelfTests(new SimulatedBoard(design, fault, room).once(), first, "right");
            threeSelfTests(new SimulatedBoard(design, fault, room).once().unwired(), first, unwired);
        }
    }

    @ParameterizedTest
    @CsvSource({"NO_CLASS, " + NO_CLASS, "UNWRITTEN, " + NO_CLASS, "SHORT, " + LENGTH})
    void labelsAreThoseOfClasses(Fault fault, String first) throws Exception {
        Design design = emit(Designs.labelled(2).design());
        threeSelfTests(new SimulatedBoard(design, fault, 100).once(), first, "right");
    }

    @ParameterizedTest
    @CsvSource({
        "SILENT, " + NOTHING,
        "LATE, right",
        "TOO_LATE, " + NOTHING,
        "LONG, " + LENGTH,
        "OTHER_NETWORK, the parameters are for a network of another structure",
        "BAD_ARRIVAL, the parameters are damaged",
    })
    void afterAFaultOfALoadTheNextOneIsRight(Fault fault, String first) throws Exception {
        Design design = emit(Designs.loadable(5).design());
        byte[] file = Files.readAllBytes(folder.resolve("bnn_random5.parameters.bin"));
        SimulatedBoard board = new SimulatedBoard(design, fault, 100).once();
        Object driver = new JavaPrograms(folder).driver(board);
        assertThat(tried(board, driver, "load", file)).startsWith(first);
        assertThat(tried(board, driver, "load", file)).isEqualTo("right");
        assertThat(tried(board, driver, "selfTest", folder)).isEqualTo("right");
    }

    private void threeSelfTests(SimulatedBoard board, String first, String next) throws Exception {
        Object driver = new JavaPrograms(folder).driver(board);
        assertThat(tried(board, driver, "selfTest", folder)).startsWith(first);
        assertThat(tried(board, driver, "selfTest", folder)).startsWith(next);
        assertThat(tried(board, driver, "selfTest", folder)).startsWith(next);
    }

    private static String tried(SimulatedBoard board, Object driver, String action, Object argument) throws Exception {
        try {
            JavaPrograms.call(driver, action, argument);
            return "right";
        } catch (IOException e) {
            // The reset is under way, or done.
            assertThat(board.receives()).as("the DMA writes no more").isFalse();
            return e.getMessage();
        }
    }

    private Design emit(Design design) throws IOException {
        DeployEmitter.emit(design, folder);
        return design;
    }
}
