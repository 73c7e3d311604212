// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.bnn.check.Frontend;
import dev.bnn.model.Network;
import dev.bnn.model.NetworkBuilder;
import dev.bnn.model.ValueSet;
import dev.bnn.model.WeightType;
import dev.bnn.model.target.Board;
import dev.bnn.model.target.Target;
import dev.bnn.source.Code;
import dev.bnn.workflow.RecordedEvents;
import dev.bnn.workflow.SmallModel;
import dev.bnn.workflow.TestSettings;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.authoring.ValidateGoal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {
    private static final String RULE = "A model's file is named with the letters A to Z and a to z, digits, _, - and .,"
            + " such as my_net.bnn; rename ";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nexec touch pwned.bnn",
                "*/.bnn",
                "a b.bnn",
                "$(x).bnn",
                "[exec x].bnn",
                "\\u000a.bnn",
                "??\\.bnn",
                ".bnn",
                "\"\"\".bnn"
            })
    void aNameThatAScriptCouldExecuteIsRefused(String name) throws IOException {
        Path file = Path.of(name.replace('/', ':'));
        assertThatThrownBy(() -> Models.parse(folder.resolve(file)))
                .isInstanceOf(WorkflowException.class)
                .hasMessageStartingWith(RULE + "\"")
                .message()
                .matches("[ -~]*");
        Files.writeString(folder.resolve(file), "network small");
        Files.writeString(folder.resolve("good.bnn"), "network small");
        assertThatThrownBy(() -> Models.find(folder, "")).hasMessageStartingWith(RULE);
        assertThatThrownBy(() -> Models.find(folder, "good")).hasMessageStartingWith(RULE);
        assertThatThrownBy(() -> ValidateGoal.run(
                        new ValidateGoal.Request(folder.resolve(file), TestSettings.of(folder, "target")),
                        new RecordedEvents() {}))
                .hasMessageStartingWith(RULE);
    }

    @Test
    void otherNamesAreFine() throws Exception {
        for (String name : new String[] {"a.bnn", "my-net_2.x.bnn", "0.bnn", "-.bnn"}) {
            Files.writeString(folder.resolve(name), "network small");
        }
        assertThat(Models.find(folder, "")).hasSize(4);
        assertThat(Models.find(folder, "my-net_2.x")).containsExactly(folder.resolve("my-net_2.x.bnn"));
    }

    /** Emacs leaves a dangling link while a text is not saved, and macOS leaves a file on non-native disks. */
    @Test
    void whatEditorsAndSystemsLeaveIsNoModel() throws Exception {
        String network = SmallModel.NETWORK + "train { data digits }\n";
        Path good = Files.writeString(folder.resolve("good.bnn"), network);
        Files.writeString(folder.resolve("._good.bnn"), network);
        Files.writeString(folder.resolve(".good.bnn"), "network");
        Files.writeString(folder.resolve(".# good.bnn"), "ada@host.123");
        assertThat(Models.find(folder, "")).containsExactly(good);
        assertThat(Models.load(good, new RecordedEvents() {}).network().name()).isEqualTo("small");
    }

    @Test
    void whatIsNoFileIsNamedAndFailsNoOther() throws Exception {
        Path good = Files.writeString(folder.resolve("good.bnn"), SmallModel.NETWORK + "train { data digits }\n");
        Path sub = Files.createDirectory(folder.resolve("sub.bnn"));
        assertThatThrownBy(() -> Models.find(folder, ""))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(sub + " is a folder, not a model; rename or remove it.");
        assertThat(Models.load(good, new RecordedEvents() {}).network().name()).isEqualTo("small");
        Files.delete(sub);
        Path link = link(folder.resolve("nowhere.bnn"), Path.of("gone"));
        assertThatThrownBy(() -> Models.find(folder, ""))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(link + " is a link that leads to no file; rename or remove it.");
        assertThat(Models.load(good, new RecordedEvents() {}).network().name()).isEqualTo("small");
    }

    @Test
    void aModelInPlaceOfItsFolderIsAnErrorWithTheWayOut() throws Exception {
        Path good = Files.writeString(folder.resolve("good.bnn"), SmallModel.NETWORK);
        assertThatThrownBy(() -> Models.find(good, ""))
                .isInstanceOf(WorkflowException.class)
                .hasMessage(good + " is a file, but bnn.source is a folder; give that of the file, and choose the model"
                        + " with -Dbnn.model=good.");
    }

    private static Path link(Path link, Path target) {
        try {
            return Files.createSymbolicLink(link, target);
        } catch (IOException | UnsupportedOperationException e) {
            return abort("this system makes no symbolic links");
        }
    }

    @Test
    void twoNetworksOfOneNameAreAnErrorThatNamesBothFiles() throws Exception {
        String network = SmallModel.NETWORK + "train { data digits }\n";
        Path a = Files.writeString(folder.resolve("a.bnn"), network);
        Path b = Files.writeString(folder.resolve("b.bnn"), network.replace("network small", "network Small"));
        RecordedEvents events = new RecordedEvents() {};
        assertThatThrownBy(() -> Models.load(a, events))
                .hasMessage(
                        "a.bnn and b.bnn both declare network small as Small, and would overwrite each other's outputs.");
        assertThat(events.diagnostics).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(Code.NETWORK_TWICE);
            assertThat(d.span().toString()).endsWith("a.bnn:1:1");
        });
        ValidateGoal.Result result =
                ValidateGoal.run(new ValidateGoal.Request(b, TestSettings.of(folder, "out")), events);
        assertThat(result.network()).isEmpty();
        assertThat(result.summary())
                .isEqualTo(
                        "b.bnn and a.bnn both declare network Small as small, and would overwrite each other's outputs.");
        Files.writeString(b, network.replace("network small", "network other"));
        assertThat(Models.load(a, events).network().name()).isEqualTo("small");
    }

    @Test
    void aBoardNeedsNoSection() throws Exception {
        Network network = NetworkBuilder.named("small")
                .input(1, 4, 4, ValueSet.ScaledBytes.range("-1", "1"))
                .flatten()
                .dense(10, WeightType.BIPOLAR)
                .build();
        Target card = Models.target(network, TestSettings.target(folder, "Alveo-U50"));
        assertThat(card.part()).isEqualTo("xcu50-fsvh2104-2-e");
        assertThat(card.clockMhz()).isEqualTo(200);
        assertThat(Models.target(network, TestSettings.target(folder, "xc7z020clg400-1"))
                        .board())
                .isEqualTo(Board.NONE);
        assertThatThrownBy(() -> Models.target(network, TestSettings.target(folder, "")))
                .hasMessage("small has no target section; add one to its .bnn file.");
        assertThatThrownBy(() -> Models.target(network, TestSettings.target(folder, "alveo")))
                .isInstanceOf(WorkflowException.class);
    }

    @Test
    void aSectionOfABoardIsFoundInUpperAndLowerCase() throws Exception {
        Path file = Files.writeString(folder.resolve("small.bnn"), """
                network small
                input 1 x 4 x 4 uint8
                classes 0 .. 9
                layers { dense 10 }
                train { data "photos" }
                target Pynq-Z1 { clock 50 MHz }
                target zedboard { clock 60 MHz }
                """);
        Network network = Frontend.load(file).network().orElseThrow();
        for (String wanted : List.of("Pynq-Z1", "pynq-z1", "PYNQ-Z1")) {
            assertThat(Models.target(network, TestSettings.target(folder, wanted))
                            .clockMhz())
                    .isEqualTo(50);
        }
        assertThat(Models.target(network, TestSettings.target(folder, "ZedBoard"))
                        .clockMhz())
                .isEqualTo(60);
        assertThat(Models.target(network, TestSettings.target(folder, "Zcu104")).clockMhz())
                .isEqualTo(200);
    }
}
