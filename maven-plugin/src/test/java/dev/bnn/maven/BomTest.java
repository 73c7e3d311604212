// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** The BOM names every module that is published. */
class BomTest {
    /** The modules of a release: those of every build, and those of the release profile. */
    private static final String MODULES =
            "/project/modules/module | /project/profiles/profile[id = 'release']/modules/module";

    @Test
    void theBomHasEveryPublishedModule() throws Exception {
        List<String> published = new ArrayList<>();
        for (String module : texts(Path.of("..", "pom.xml"), MODULES)) {
            Path pom = Path.of("..").resolve(module).resolve("pom.xml");
            if (!module.equals("bom")
                    && texts(pom, "/project/properties/maven.deploy.skip").isEmpty()) {
                published.addAll(texts(pom, "/project/artifactId"));
            }
        }
        assertThat(texts(Path.of("..", "bom", "pom.xml"), "/project/dependencyManagement//artifactId"))
                .containsExactlyInAnyOrderElementsOf(published);
    }

    private static List<String> texts(Path pom, String path) throws Exception {
        NodeList found = (NodeList) XPathFactory.newInstance()
                .newXPath()
                .evaluate(
                        path,
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(pom.toFile()),
                        XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }
}
