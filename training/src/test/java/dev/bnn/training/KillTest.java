// SPDX-License-Identifier: Apache-2.0
package dev.bnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bnn.npz.Npz;
import dev.bnn.training.figures.EpochFigures;
import dev.bnn.training.figures.JsonFile;
import dev.bnn.training.request.TrainListener;
import dev.bnn.training.request.TrainResult;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed repeatedly at random moments loses no more than the epoch that it was in. */
class KillTest {
    /** Number of kills; the slow suite raises it. */
    private static final int KILLS = Integer.getInteger("bnn.kills", 4);
    /** A process is killed in one of its first epochs, some milliseconds into that epoch; these are the limits on both. */
    private static final int FIRST = 4;

    private static final int LONGEST = 120;

    @TempDir
    Path folder;

    @Test
    void noCheckpointIsLostAndTheEndIsTheSame() throws Exception {
        Path killed = folder.resolve("killed");
        Random random = new Random(7);
        int epochs = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int further = kill == 0 ? 1 : random.nextInt(FIRST);
            int delay = random.nextInt(LONGEST);
            int heard = runAndKill(killed, further, delay);
            assertThat(heard).as("epochs that process %d went on from", kill).isGreaterThanOrEqualTo(epochs);
            epochs = epochsInCheckpoint(killed.resolve("checkpoints"));
            assertThat(epochs)
                    .as("epochs after kill %d, %d ms into epoch %d", kill, delay, heard + 1)
                    .isGreaterThanOrEqualTo(heard);
        }
        assertThat(epochs).as("epochs that the processes got through").isPositive();

        TrainResult resumed = Trainer.train(KilledTraining.request(killed, epochs + 2), TrainListener.SILENT);
        TrainResult whole =
                Trainer.train(KilledTraining.request(folder.resolve("whole"), epochs + 2), TrainListener.SILENT);
        assertThat(resumed.file()).hasSameBinaryContentAs(whole.file());
        assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
        assertThat(resumed.epochs())
                .extracting(EpochFigures::loss)
                .isEqualTo(whole.epochs().stream().map(EpochFigures::loss).toList());
    }

    /** Returns the number of epochs with a checkpoint that the process reported before it was killed. */
    private static int runAndKill(Path output, int further, int delay) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTraining.class.getName(),
                        output.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            int heard = 0;
            for (int said = -1; said < further; ) {
                String line = out.readLine();
                assertThat(line).as("the process trains").isNotNull();
                if (line.startsWith(KilledTraining.EPOCHS)) {
                    heard = Integer.parseInt(line.substring(KilledTraining.EPOCHS.length()));
                    said++;
                }
            }
            Thread.sleep(delay);
            assertThat(process.isAlive()).isTrue();
            return heard;
        } finally {
            // On Linux and macOS this is SIGKILL: nothing in the process runs any more.
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Number of epochs in last.json, whose files must all be complete; 0 if there is no last.json yet. */
    private static int epochsInCheckpoint(Path checkpoints) throws Exception {
        Path index = checkpoints.resolve("last.json");
        if (!Files.exists(index)) {
            return 0;
        }
        JsonNode last = JsonFile.read(index);
        int epochs = last.path("epochs").size();
        assertThat(last.path("state").asText()).isEqualTo("epoch-" + epochs + ".npz");
        Npz.read(checkpoints.resolve(last.path("state").asText()), 1 << 20);
        Npz.read(checkpoints.resolve(last.path("best").asText()), 1 << 20);
        return epochs;
    }
}
