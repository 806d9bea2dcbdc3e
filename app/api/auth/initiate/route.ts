export { receiveInitiation as GET, receiveInitiation as POST } from '#lib/auth/initiated-sign-in.ts'
