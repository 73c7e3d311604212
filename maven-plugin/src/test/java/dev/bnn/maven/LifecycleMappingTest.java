// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The metadata for Eclipse names every goal: m2e runs a goal that it does not name, or reports an error on the POM. */
class LifecycleMappingTest {
    private static final String FILE = "/META-INF/m2e/lifecycle-mapping-metadata.xml";

    @Test
    void everyGoalIsEitherRunOrIgnored() throws Exception {
        List<String> named = new ArrayList<>(named("execute"));
        named.addAll(named("ignore"));
        assertThat(named)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        PluginXml.goals().stream().map(PluginXml.Goal::name).toList());
    }

    @Test
    void onlyValidateRunsInAnEclipseBuild() throws Exception {
        assertThat(named("execute")).containsExactly("validate");
    }

    /** The goals whose action is {@code action}. */
    private static List<String> named(String action) throws Exception {
        List<String> named = new ArrayList<>();
        NodeList executions = PluginXml.read(FILE).getElementsByTagName("pluginExecution");
        for (int i = 0; i < executions.getLength(); i++) {
            Element execution = (Element) executions.item(i);
            if (execution.getElementsByTagName(action).getLength() > 0) {
                NodeList goals = execution.getElementsByTagName("goal");
                for (int g = 0; g < goals.getLength(); g++) {
                    named.add(goals.item(g).getTextContent());
                }
            }
        }
        return named;
    }
}
