"""The API's own description (OpenAPI), which says of problems in what form they come."""

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from claims.api.problems import MEDIA_TYPE


class DescribedAPI(NinjaAPI):
    """An API whose problems are `application/problem+json`, also in its description."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, object] | None = None
    ) -> OpenAPISchema:
        """As ninja makes it, with that form in place of plain JSON."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for operation in (each for path in schema["paths"].values() for each in path.values()):
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    response["content"] = {MEDIA_TYPE: response["content"].pop("application/json")}
        return schema
