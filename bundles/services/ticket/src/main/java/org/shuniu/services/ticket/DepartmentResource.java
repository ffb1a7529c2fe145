// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.shuniu.api.hub.Access;
import org.shuniu.api.hub.Audit;
import org.shuniu.api.hub.Needs;
import org.shuniu.api.hub.RestResource;

/** Departments (承办单位). */
@Component(service = Object.class)
@RestResource
@Path("/departments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "departments")
public class DepartmentResource {
  private static final String MANAGE = "department:manage";

  private final TicketService tickets;
  private final Access access;
  private final Audit audit;

  /** Made by the component runtime. */
  @Activate
  public DepartmentResource(
      @Reference TicketService tickets, @Reference Access access, @Reference Audit audit) {
    this.tickets = tickets;
    this.access = access;
    this.audit = audit;
  }

  @GET
  @Needs({MANAGE, "ticket:read"})
  @Operation(operationId = "listDepartments", summary = "All departments by code")
  public List<DepartmentView> list() {
    if (!access.permits(MANAGE)) {
      access.require("ticket:read");
    }
    return tickets.departments.all().stream().map(DepartmentView::of).toList();
  }

  @POST
  @Needs(MANAGE)
  @Operation(operationId = "createDepartment", summary = "Adds a department")
  public DepartmentView create(DepartmentView input) {
    access.require(MANAGE);
    Department department = input.checked();
    tickets.transactions.run(
        () -> {
          tickets.departments.add(department);
          note("department:create", department);
        });
    return DepartmentView.of(department);
  }

  @PUT
  @Path("/{code}")
  @Needs(MANAGE)
  @Operation(operationId = "updateDepartment", summary = "Changes a department")
  public DepartmentView update(@PathParam("code") String code, DepartmentView input) {
    access.require(MANAGE);
    Department department = input.checked();
    if (!department.code().equals(code)) {
      throw OperationInput.invalid("code");
    }
    tickets.transactions.run(
        () -> {
          tickets.departments.change(department);
          note("department:update", department);
        });
    return DepartmentView.of(department);
  }

  private void note(String operation, Department department) {
    audit.record(
        operation,
        "department:" + department.code(),
        Map.of("link", department.link().orElse(""), "enabled", department.enabled()));
  }
}
