// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.wizard;

import dev.bnn.project.NewProject;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.actions.WorkspaceModifyOperation;
import org.eclipse.ui.dialogs.WizardNewProjectCreationPage;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.wizards.newresource.BasicNewResourceWizard;

/** Makes a project with a model that trains in a minute: the files of {@code bnn:new}. */
public final class NewProjectWizard extends Wizard implements INewWizard {
    private final Page page = new Page();
    private IWorkbench workbench;

    public NewProjectWizard() {
        setWindowTitle("New bnn project");
        setNeedsProgressMonitor(true);
    }

    @Override
    public void init(IWorkbench started, IStructuredSelection selection) {
        workbench = started;
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        NewProject files = new NewProject(Page.GROUP, page.getProjectName(), ProjectFiles.pluginVersion());
        IProject project = page.getProjectHandle();
        URI place = page.useDefaults() ? null : page.getLocationURI();
        try {
            getContainer().run(true, false, new WorkspaceModifyOperation() {
                @Override
                protected void execute(org.eclipse.core.runtime.IProgressMonitor monitor)
                        throws org.eclipse.core.runtime.CoreException {
                    ProjectFiles.create(project, place, files, monitor);
                }
            });
        } catch (InvocationTargetException e) {
            IStatus why = Status.error("The project could not be made", e.getTargetException());
            ErrorDialog.openError(getShell(), getWindowTitle(), null, why);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        BasicNewResourceWizard.selectAndReveal(project.getFile(files.model()), workbench.getActiveWorkbenchWindow());
        try {
            IDE.openEditor(workbench.getActiveWorkbenchWindow().getActivePage(), project.getFile(files.model()));
        } catch (PartInitException e) {
            ErrorDialog.openError(getShell(), getWindowTitle(), "The model could not be opened", e.getStatus());
        }
        return true;
    }

    private static final class Page extends WizardNewProjectCreationPage {
        static final String GROUP = "com.example";

        Page() {
            super("bnn");
            setTitle("bnn project");
            setDescription("A binarized neural network that trains in a minute, with its Maven build.");
        }

        @Override
        protected boolean validatePage() {
            if (!super.validatePage()) {
                return false;
            }
            String problem = NewProject.problem(GROUP, getProjectName()).orElse(null);
            setErrorMessage(problem);
            return problem == null;
        }
    }
}
