package dev.bnn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThatThrownBy(() -> ValidateStep.run(
                        new ValidateStep.Request(folder.resolve(file), TestSettings.of(folder, "target")),
                        new Heard() {}))
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
}
