// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.exchange.events.EventFile;
import dev.bnn.exchange.wire.WireReader;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.SmallModel;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.training.TrainGoal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events for TensorBoard, whether requested during a training or after it. */
class TensorBoardTest {
    private static final String MODEL = SmallModel.NETWORK + """
            train { data "digits:400"  epochs 2  batch 50  validation 100  seed 1 }
            """;

    private static final String EPOCH = "loss accuracy/train accuracy/validation rate flips images_per_second"
            + " gradient/conv1 weights/conv1 values/batchnorm1 gradient/dense1 weights/dense1";

    @TempDir
    private Path folder;

    private final RecordedEvents events = new RecordedEvents() {};

    @Test
    void nothingIsWrittenUnlessAskedFor() throws Exception {
        train(2, false);
        assertThat(board()).doesNotExist();
    }

    @Test
    void hasAStepAnEpoch() throws Exception {
        train(2, true);
        assertThat(events()).containsExactly("1 " + EPOCH, "2 " + EPOCH, best() + " test/top1 test/top5");
        assertThat(events.said).contains("small: events for TensorBoard: tensorboard --logdir " + board());
    }

    @Test
    void aTrainingThatGoesOnHasAllItsEpochsInOneFile() throws Exception {
        train(2, true);
        train(3, true);
        assertThat(events()).containsExactly("1 " + EPOCH, "2 " + EPOCH, "3 " + EPOCH, best() + " test/top1 test/top5");
    }

    @Test
    void aTrainingThatHadEndedIsNotRepeatedForIt() throws Exception {
        train(2, false);
        events.said.clear();
        train(2, true);
        assertThat(events.said).contains("small: training is up to date");
        List<String> written = events();
        assertThat(written).containsExactly("1 " + EPOCH, "2 " + EPOCH, best() + " test/top1 test/top5");
        Path file = EventFile.in(board()).get(0);
        train(2, true);
        assertThat(EventFile.in(board())).containsExactly(file);
        assertThat(events()).isEqualTo(written);
    }

    @Test
    void anotherTrainingTakesTheEventsOfTheOldOneAway() throws Exception {
        train(2, true);
        train(1, false);
        assertThat(EventFile.in(board())).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenDoesNotStopTheTraining() throws Exception {
        Files.createDirectories(board().getParent());
        Files.writeString(board(), "in the way");
        train(2, true);
        assertThat(events.said)
                .filteredOn(l -> l.startsWith("small: no more events for TensorBoard: "))
                .hasSize(1);
        assertThat(folder.resolve("out/small/small.npz")).exists();
    }

    private Path board() {
        return folder.resolve("out/small/tensorboard");
    }

    private int best() throws IOException {
        return JsonFile.readOrEmpty(folder.resolve("out/small/training.json"))
                .path("best_epoch")
                .asInt();
    }

    private void train(int epochs, boolean tensorBoard) throws WorkflowException, IOException {
        Path model = Files.writeString(folder.resolve("small.bnn"), MODEL.replace("epochs 2", "epochs " + epochs));
        TrainGoal.run(new TrainGoal.Request(model, TestSettings.of(folder, "out"), true, false, tensorBoard), events);
    }

    /** The step and names of each event except the first, which has the version of the file. */
    private List<String> events() throws IOException {
        List<Path> files = EventFile.in(board());
        assertThat(files).hasSize(1);
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(files.get(0))).order(ByteOrder.LITTLE_ENDIAN);
        List<String> events = new ArrayList<>();
        while (in.hasRemaining()) {
            int length = (int) in.getLong();
            WireReader event = new WireReader(in.slice(in.position() + Integer.BYTES, length));
            in.position(in.position() + length + 2 * Integer.BYTES);
            List<String> words = new ArrayList<>();
            while (event.next()) {
                switch (event.field()) {
                    case 2 -> words.add("" + event.integer());
                    case 5 -> names(event.message(), words);
                    default -> event.skip();
                }
            }
            events.add(String.join(" ", words));
        }
        return events.subList(1, events.size());
    }

    private static void names(WireReader summary, List<String> names) {
        while (summary.next()) {
            WireReader value = summary.message();
            while (value.next()) {
                if (value.field() == 1) {
                    names.add(value.text());
                } else {
                    value.skip();
                }
            }
        }
    }
}
