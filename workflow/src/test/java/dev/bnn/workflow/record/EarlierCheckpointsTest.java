// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.workflow.RecordedEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that starts in between does not lose the epochs of another one. */
class EarlierCheckpointsTest {
    @TempDir
    private Path out;

    private final RecordedEvents events = new RecordedEvents() {};

    @Test
    void aCheckpointComesBackAndTheOneInItsPlaceIsKept() throws Exception {
        begin("a", 7);
        begin("b", 2);
        assertThat(kept(1)).isEqualTo("a 7");
        assertThat(events.said)
                .containsExactly(
                        "net: the checkpoint after epoch 7 is kept in " + out.resolve("net/earlier/checkpoints/1")
                                + "; the command that began that training continues it");

        assertThat(checkpoints().resume("a", 10, events)).isTrue();
        assertThat(own()).isEqualTo("a 7");
        assertThat(kept(2)).isEqualTo("b 2");
        assertThat(out.resolve("net/earlier/checkpoints/1")).doesNotExist();
    }

    @Test
    void aMoveThatWasCutShortLosesNothing() throws Exception {
        begin("a", 7);
        begin("b", 2);
        // The state on disk if the process ends after it has moved the present checkpoint away.
        Fingerprint.record(new ModelFolder(out.resolve("net/earlier/checkpoints/2"), "net"), "training", "b");
        Files.move(folder().checkpoints(), out.resolve("net/earlier/checkpoints/2/checkpoints"));
        assertThat(checkpoints().resume("a", 10, events)).isTrue();
        assertThat(own()).isEqualTo("a 7");
        assertThat(kept(2)).isEqualTo("b 2");
    }

    @Test
    void oneWithMoreEpochsThanWantedStaysWhereItIs() throws Exception {
        begin("a", 7);
        assertThat(checkpoints().resume("a", 6, events)).isFalse();
        begin("a", 3);
        assertThat(checkpoints().resume("a", 6, events)).isTrue();
        assertThat(own()).isEqualTo("a 3");
        assertThat(checkpoints().resume("a", 8, events)).isTrue();
        assertThat(own()).isEqualTo("a 7");
        assertThat(checkpoints().find("a", 6).map(EarlierCheckpointsTest::text)).contains("a 3");
        assertThat(checkpoints().find("b", 6)).isEmpty();
    }

    @Test
    void theLongestAndTheLatestAreKept() throws Exception {
        begin("a", 7);
        for (String next : new String[] {"b", "c", "d", "e"}) {
            begin(next, 1);
        }
        assertThat(kept(1)).isEqualTo("a 7");
        assertThat(kept(4)).isEqualTo("d 1");
        assertThat(out.resolve("net/earlier/checkpoints/3")).doesNotExist();
        assertThat(events.said)
                .contains("net: 2 earlier checkpoints are kept; " + out.resolve("net/earlier/checkpoints/2")
                        + " (after epoch 1) is deleted");
    }

    @Test
    void aTrainingThatIsToBeginAgainForgetsItsOwnAlone() throws Exception {
        begin("a", 7);
        begin("b", 2);
        begin("a", 3);
        checkpoints().forget("a");
        assertThat(checkpoints().resume("a", 10, events)).isFalse();
        assertThat(checkpoints().resume("b", 10, events)).isTrue();
    }

    private EarlierCheckpoints checkpoints() {
        return new EarlierCheckpoints(folder());
    }

    private ModelFolder folder() {
        return ModelFolder.of(out, "net");
    }

    /** Starts a new training and leaves a checkpoint of it. */
    private void begin(String started, int epochs) throws IOException {
        checkpoints().begin(started, events);
        ObjectNode index = JsonFile.object();
        for (int i = 0; i < epochs; i++) {
            index.withArray("epochs").addObject();
        }
        Files.createDirectories(folder().checkpoints());
        JsonFile.write(folder().checkpoints().resolve("last.json"), index);
    }

    private String own() {
        return text(folder());
    }

    private String kept(int number) {
        return text(new ModelFolder(out.resolve("net/earlier/checkpoints/" + number), "net"));
    }

    private static String text(ModelFolder folder) {
        try {
            ObjectNode index = JsonFile.readOrEmpty(folder.checkpoints().resolve("last.json"));
            return Fingerprint.recorded(folder, "training") + " "
                    + index.path("epochs").size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
